package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function's own look at its tables, as whoever starts its template sees it. */
class WrongTableTest {

    @TempDir
    private Path folder;

    @Test
    void aTableWithoutTheKeyIsToldAtTheStart() throws IOException {
        Path template = Files.writeString(MetersProject.in(folder.resolve("meters")), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Marks:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      BillingMode: PAY_PER_REQUEST
                      AttributeDefinitions: [{ AttributeName: event, AttributeType: S }]
                      KeySchema: [{ AttributeName: event, KeyType: HASH }]
                  Unbilled: { Type: "AWS::SQS::Queue" }
                  Bill:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      CodeUri: meters.jar
                      Handler: dev.evenstep.cli.meters.AskedBeforeHandler
                      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Marks } }]
                      Environment:
                        Variables:
                          DEAD_LETTER_QUEUE_URL: !Ref Unbilled
                          IDEMPOTENCY_TABLE: !Ref Marks
                """);

        try (RunningStart start = new RunningStart("--template", template.toString())) {
            assertThat(start.ready().err())
                    .contains(
                            "! meters-Bill: The environment variable IDEMPOTENCY_TABLE is \"meters-Marks\", and the key of that table is [event]: name a table whose key is [id]",
                            "Some functions do not start; the others are ready.");
        }
    }
}
