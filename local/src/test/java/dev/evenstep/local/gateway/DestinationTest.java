package dev.evenstep.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a request goes: a table of cases. */
class DestinationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path                            | query                | target                     | signed   | to
                    /                                 | ''                   | AmazonSQS.SendMessage      | ''       | SQS
                    /                                 | ''                   | DynamoDB_20120810.GetItem  | ''       | DYNAMODB
                    /                                 | ''                   | DynamoDBStreams_20120810.X | ''       | DYNAMODB
                    /                                 | ''                   | AWSEvents.PutEvents        | sqs      | OTHER
                    /                                 | ''                   | ''                         | sqs      | SQS
                    /                                 | ''                   | ''                         | dynamodb | DYNAMODB
                    /                                 | ''                   | ''                         | sts      | OTHER
                    /000000000000/orders              | ''                   | ''                         | ''       | SQS
                    /000000000000/orders.fifo         | ''                   | ''                         | ''       | SQS
                    /000000000000/orders.fifo/        | ''                   | ''                         | ''       | SQS
                    /queue/orders                     | ''                   | ''                         | ''       | SQS
                    /000000000000/key                 | ''                   | ''                         | s3       | OTHER
                    /00000000000/orders               | ''                   | ''                         | ''       | OTHER
                    /                                 | Action=ListQueues    | ''                         | ''       | SQS
                    /                                 | a=b&Action=GetQueueUrl | ''                       | ''       | SQS
                    /                                 | Action=GetCallerIdentity | ''                     | ''       | OTHER
                    /2015-03-31/functions/            | ''                   | ''                         | lambda   | OTHER
                    /_localstack/health               | ''                   | ''                         | ''       | HEALTH
                    /_evenstep/health                 | ''                   | ''                         | ''       | HEALTH
                    """)
    void aHeadTellsWhere(String path, String query, String target, String signed, Destination to) {
        assertThat(Destination.of(path, query, target, signed)).isEqualTo(to);
    }
}
