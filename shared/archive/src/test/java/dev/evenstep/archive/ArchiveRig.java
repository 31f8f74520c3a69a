package dev.evenstep.archive;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** An archive on the local AWS, and what stands in queues there. */
final class ArchiveRig {

    static final Instant NOW = Instant.parse("2026-11-26T15:30:00Z");

    final Capacity capacity = new Capacity();
    final FakeClock clock = new FakeClock(NOW);
    final DynamoDbClient dynamoDb;
    final SqsClient sqs;
    final Map<String, String> environment = new HashMap<>();
    final Archive archive;

    ArchiveRig(LocalAwsExtension aws) {
        dynamoDb = aws.client(DynamoDbClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
                .build();
        sqs = aws.client(SqsClient.builder()).build();
        environment.putAll(Map.of(
                "ARCHIVE_TABLE", "test-archive",
                "IDEMPOTENCY_TABLE", "test-idempotency",
                "PARKED_TABLE", "test-parked",
                "VIEW_TABLE", "test-view",
                "DEAD_LETTER_QUEUE_URL", url("test-dead-letters"),
                "MAX_RECEIVE_COUNT", "1000"));
        archive = Archive.of(dynamoDb, "test-archive");
    }

    ArchiveFunction function() {
        return ArchiveFunction.of(dynamoDb, sqs, environment).withClock(clock);
    }

    String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    /** Archives them in one batch, and answers what is given back. */
    List<String> archive(String... bodies) {
        return new KeepEvents(function())
                .handleRequest(batch(bodies), new FakeContext(30_000)).getBatchItemFailures().stream()
                        .map(failure -> failure.getItemIdentifier())
                        .toList();
    }

    static SQSEvent batch(String... bodies) {
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            SQSMessage message = new SQSMessage();
            message.setMessageId("m-" + messages.size());
            message.setReceiptHandle("r-" + messages.size());
            message.setBody(body);
            message.setAttributes(Map.of("SentTimestamp", Long.toString(NOW.toEpochMilli())));
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    /** What is in a queue, received and deleted, at most 10. */
    List<Message> receive(String queue) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url(queue))
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        messages.forEach(message ->
                sqs.deleteMessage(request -> request.queueUrl(url(queue)).receiptHandle(message.receiptHandle())));
        return messages;
    }

    List<String> reasons() {
        return Stream.generate(() -> receive("test-dead-letters"))
                .takeWhile(messages -> !messages.isEmpty())
                .flatMap(List::stream)
                .map(message -> Objects.requireNonNull(
                                message.messageAttributes().get("evenstep-reason"))
                        .stringValue())
                .toList();
    }

    /** An envelope; {@code rest} is what else it has, with a comma at its beginning. */
    static String event(String id, String type, String time, String rest) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"bank\",\"type\":\"%s\",\"time\":\"%s\"%s,\"data\":{}}"
                .formatted(id, type, time, rest);
    }

    static String versioned(String id, String entity, int version, String time) {
        return event(
                id,
                "Deposited",
                time,
                ",\"subject\":\"%s\",\"entityversion\":%d,\"correlationid\":\"c-1\"".formatted(entity, version));
    }

    static String wrapped(String detail) {
        return """
                {"version": "0", "id": "bus-1", "detail-type": "Deposited", "source": "bank", "account": "1",
                 "time": "2026-11-26T15:00:00Z", "region": "us-east-1", "resources": [], "detail": %s }""".formatted(detail);
    }
}
