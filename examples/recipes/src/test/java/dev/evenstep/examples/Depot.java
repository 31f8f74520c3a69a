package dev.evenstep.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What surrounds a function: its events, and the tables and queues that the SDK finds at the endpoint. */
final class Depot {

    static final Context CONTEXT = new FakeContext(10_000);

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;

    private Depot(DynamoDbClient dynamoDb, SqsClient sqs) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
    }

    static LocalAwsExtension aws() {
        return LocalAwsExtension.of("template.yaml", Map.of());
    }

    /** Call it before a handler is made: its clients find the endpoint here, as they find it on Lambda. */
    static Depot at(LocalAwsExtension aws) {
        String unused = System.setProperty("aws.endpointUrl", aws.endpoint().toString());
        return new Depot(
                aws.client(DynamoDbClient.builder()).build(),
                aws.client(SqsClient.builder()).build());
    }

    /** The version-th event of parcel-7. */
    static String event(String type, int version, String data) {
        return """
                {"specversion":"1.0","id":"%s-%d","source":"depot","type":"%s","time":"2026-11-21T08:00:00Z",
                 "subject":"parcel-7","entityversion":%d,"data":%s}""".formatted(type, version, type, version, data);
    }

    static String scanned(int version, String place) {
        return event("Scanned", version, "{\"parcel\":\"parcel-7\",\"place\":\"%s\"}".formatted(place));
    }

    /** As Lambda hands them over from a FIFO queue, all of one message group. */
    static SQSEvent messages(String... bodies) {
        List<SQSMessage> records = new ArrayList<>();
        for (String body : bodies) {
            String number = Integer.toString(records.size() + 1);
            SQSMessage message = new SQSMessage();
            message.setMessageId("message-" + number);
            message.setReceiptHandle("receipt-" + number);
            message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:test-events.fifo");
            message.setBody(body);
            message.setAttributes(Map.of(
                    "ApproximateReceiveCount", "1",
                    "SentTimestamp", "1790000000000",
                    "MessageGroupId", "parcel-7",
                    "SequenceNumber", "0000000000000000000" + number));
            records.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(records);
        return event;
    }

    Map<String, String> parcel() {
        return plain(dynamoDb.getItem(request ->
                        request.tableName("test-parcels").key(Map.of("parcel", AttributeValue.fromS("parcel-7"))))
                .item());
    }

    List<Map<String, String>> items(String table) {
        return dynamoDb.scan(request -> request.tableName("test-" + table)).items().stream()
                .map(Depot::plain)
                .toList();
    }

    private static Map<String, String> plain(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> Stream.of(
                                        attribute.getValue().s(),
                                        attribute.getValue().n(),
                                        attribute.getValue().bool())
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .findFirst()
                                .orElse("")));
    }

    List<Message> queued(String queue) {
        String url =
                sqs.getQueueUrl(request -> request.queueName("test-" + queue)).queueUrl();
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }
}
