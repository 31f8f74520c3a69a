package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that believes something else of its queue than the template says. */
class ReceiveCountsTest {

    private static final String SAME =
            "RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1000 }";

    private static final String LATE =
            "The function local-Late has MAX_RECEIVE_COUNT=8, and the RedrivePolicy of its queue local-OtherJobs maxReceiveCount: 7";

    @TempDir
    private Path folder;

    @Test
    void anotherCountAndNoneAreTold() throws IOException {
        assertThat(contradicted("RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }"))
                .containsExactly(
                        "The function local-Work has MAX_RECEIVE_COUNT=1000, and the RedrivePolicy of its queue local-Jobs maxReceiveCount: 5");
        assertThat(contradicted("VisibilityTimeout: 30"))
                .containsExactly(
                        "The function local-Work has MAX_RECEIVE_COUNT=1000, and its queue local-Jobs has no RedrivePolicy");
    }

    @Test
    void theSameCountIsNot() throws IOException {
        assertThat(contradicted(SAME)).isEmpty();
        assertThat(contradicted(SAME, "{ MAX_RECEIVE_COUNT: ' 1000 ' }")).isEmpty();
    }

    @Test
    void aFunctionThatBelievesNothingIsNot() throws IOException {
        assertThat(contradicted("VisibilityTimeout: 30", "{ OTHER: 5 }")).isEmpty();
    }

    /** The table's stream is a source without a redrive policy, and Late has another queue, with a count of its own. */
    @Test
    void everyFunctionIsComparedWithItsOwnQueueAndAStreamHasNoCount() throws IOException {
        assertThat(contradictedOfTwo(SAME)).containsExactly(LATE);
        assertThat(contradictedOfTwo("VisibilityTimeout: 30")).hasSize(2).contains(LATE);
    }

    private List<String> contradictedOfTwo(String jobs) throws IOException {
        return contradicted(Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Globals: { Function: { Runtime: java21, CodeUri: work.jar, Handler: work.Handler } }
                Resources:
                  Dead: { Type: "AWS::SQS::Queue" }
                  Jobs: { Type: "AWS::SQS::Queue", Properties: { %s } }
                  OtherJobs:
                    Type: AWS::SQS::Queue
                    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 7 } }
                  Rows:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      BillingMode: PAY_PER_REQUEST
                      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                      KeySchema: [{ AttributeName: id, KeyType: HASH }]
                      StreamSpecification: { StreamViewType: NEW_IMAGE }
                  Work:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: { Variables: { MAX_RECEIVE_COUNT: 1000 } }
                      Events:
                        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
                        Rows: { Type: DynamoDB, Properties: { Stream: !GetAtt Rows.StreamArn, StartingPosition: LATEST } }
                  Late:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: { Variables: { MAX_RECEIVE_COUNT: 8 } }
                      Events:
                        Jobs: { Type: SQS, Properties: { Queue: !GetAtt OtherJobs.Arn } }
                """.formatted(jobs)));
    }

    private List<String> contradicted(String queue) throws IOException {
        return contradicted(queue, "{ MAX_RECEIVE_COUNT: 1000 }");
    }

    private List<String> contradicted(String queue, String variables) throws IOException {
        return contradicted(Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Dead: { Type: "AWS::SQS::Queue" }
                  Jobs: { Type: "AWS::SQS::Queue", Properties: { %s } }
                  Work:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      CodeUri: work.jar
                      Handler: work.Handler
                      Environment: { Variables: %s }
                      Events:
                        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
                """.formatted(queue, variables)));
    }

    private static List<String> contradicted(Path template) throws IOException {
        return ReceiveCounts.contradicted(Templates.read(template, TemplateOptions.defaults()));
    }
}
