package dev.evenstep.examples.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.localstack.awssdkv2.TestUtils;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.examples.CountScans;
import dev.evenstep.testkit.FakeContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** At the LocalStack that runs: {@code ./evenstep localstack start}. */
class CountScansOnLocalStack {

    private static final String ENDPOINT = System.getenv("AWS_ENDPOINT_URL");
    private static final String SCANNED = """
            {"specversion":"1.0","id":"scan-1","source":"depot","type":"Scanned","time":"2026-11-21T08:00:00Z",
             "subject":"parcel-7","entityversion":1,"data":{"parcel":"parcel-7","place":"Depot"}}""";

    private final DynamoDbClient dynamoDb =
            TestUtils.wrapApiSyncClientV2(DynamoDbClient.builder(), ENDPOINT).build();
    private final SqsClient sqs =
            TestUtils.wrapApiSyncClientV2(SqsClient.builder(), ENDPOINT).build();

    @BeforeEach
    void deploy() {
        table("depot-idempotency", "id");
        table("depot-parcels", "parcel");
        queue("depot-scans");
        queue("depot-dead-letters");
    }

    @AfterEach
    void delete() {
        List.of("depot-idempotency", "depot-parcels")
                .forEach(table -> dynamoDb.deleteTable(request -> request.tableName(table)));
        List.of("depot-scans", "depot-dead-letters")
                .forEach(queue -> sqs.deleteQueue(request -> request.queueUrl(url(queue))));
        dynamoDb.close();
        sqs.close();
    }

    @Test
    void aScanThatComesTwiceIsCountedOnceAndWhatIsNoScanIsDeadLettered() {
        CountScans function = new CountScans();
        List.of(SCANNED, SCANNED, "{}")
                .forEach(body -> sqs.sendMessage(
                        request -> request.queueUrl(url("depot-scans")).messageBody(body)));

        int handled = 0;
        while (handled < 3) {
            List<Message> messages = received("depot-scans");
            assertThat(function.handleRequest(event(messages), new FakeContext(10_000))
                            .getBatchItemFailures())
                    .isEmpty();
            handled += messages.size();
        }

        assertThat(dynamoDb.getItem(request -> request.tableName("depot-parcels")
                                .key(Map.of("parcel", AttributeValue.fromS("parcel-7"))))
                        .item())
                .containsEntry("scans", AttributeValue.fromN("1"));
        assertThat(received("depot-dead-letters")).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo("{}");
            assertThat(letter.messageAttributes())
                    .hasEntrySatisfying(
                            "evenstep-reason",
                            reason -> assertThat(reason.stringValue()).startsWith("malformed"));
        });
    }

    private void table(String name, String key) {
        dynamoDb.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build()));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(name));
    }

    private void queue(String name) {
        sqs.createQueue(request -> request.queueName(name));
    }

    private static String url(String queue) {
        return ENDPOINT + "/000000000000/" + queue;
    }

    private List<Message> received(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(url(queue))
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(5)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** As Lambda's mapping hands messages over. */
    private static SQSEvent event(List<Message> messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(messages.stream()
                .map(message -> {
                    SQSMessage received = new SQSMessage();
                    received.setMessageId(message.messageId());
                    received.setReceiptHandle(message.receiptHandle());
                    received.setBody(message.body());
                    received.setAttributes(message.attributesAsStrings());
                    received.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:depot-scans");
                    return received;
                })
                .toList());
        return event;
    }
}
