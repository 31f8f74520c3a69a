package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Functions as {@link Evenstep} wires them, on the tables and queues of {@code store.yaml}. */
final class WiringRig {

    static final String TIME = "2026-11-21T08:00:00Z";

    final DynamoDbClient dynamoDb;
    final SqsClient sqs;

    /** What telemetry was told: {@code consumer:code}, in any order of a batch's consumers. */
    final List<String> told = new ArrayList<>();

    /** The same, whole. */
    final List<Outcome> outcomes = new ArrayList<>();

    WiringRig(LocalAwsExtension aws) {
        this.dynamoDb = aws.client(DynamoDbClient.builder()).build();
        this.sqs = aws.client(SqsClient.builder()).build();
    }

    Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MAX_RECEIVE_COUNT", "1000",
                "IDEMPOTENCY_TABLE", "test-idempotency",
                "PARKED_TABLE", "test-parked",
                "THINGS_TABLE", "test-things",
                "DEAD_LETTER_QUEUE_URL", queue("test-standard-dlq"),
                "UNKNOWN_TYPES_QUEUE_URL", queue("test-urgent"),
                "WAKE_UP_QUEUE_URL", queue("test-standard")));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    Evenstep evenstep(String... more) {
        return Evenstep.from(environment(more))
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs)
                .withTelemetry((consumer, all) -> {
                    outcomes.addAll(all);
                    all.forEach(outcome ->
                            told.add(consumer + ":" + outcome.decision().code()));
                });
    }

    String queue(String name) {
        return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    /** What the function gave back. */
    static List<String> handle(SqsFunction function, SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.asList(messages));
        return function.handle(event, new FakeContext(20_000)).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    /** A message whose id is its event's. */
    static SQSMessage message(String id, String type, String data) {
        return message(id, body(id, type, "", data));
    }

    static SQSMessage message(String id, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("handle-" + id);
        message.setBody(body);
        return message;
    }

    /** @param more attributes of the envelope, each followed by a comma */
    static String body(String id, String type, String more, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"%s","time":"%s",%s"data":%s}""".formatted(id, type, TIME, more, data);
    }

    /** An idempotency record; empty where there is none. */
    Map<String, AttributeValue> record(String key) {
        return dynamoDb.getItem(request -> request.tableName("test-idempotency")
                        .key(Map.of("id", AttributeValue.fromS(key)))
                        .consistentRead(true))
                .item();
    }

    /** A list of texts that a thing has. */
    List<String> texts(String thing, String attribute) {
        AttributeValue list = dynamoDb.getItem(request -> request.tableName("test-things")
                        .key(Map.of("id", AttributeValue.fromS(thing)))
                        .consistentRead(true))
                .item()
                .get(attribute);
        return list == null
                ? List.of()
                : list.l().stream().map(AttributeValue::s).toList();
    }

    List<Message> messages(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue(queue))
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** {@code consumer:reason} of each dead letter. */
    List<String> deadLetters() {
        return messages("test-standard-dlq").stream()
                .map(letter -> attribute(letter, "evenstep-consumer") + ":" + attribute(letter, "evenstep-reason"))
                .toList();
    }

    static String attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name), name)
                .stringValue();
    }
}
