package dev.evenstep.benchmarks.library;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Batches of placed orders, after the sample, as Lambda receives them from a standard queue. */
final class Messages {

    private static final Path SAMPLE = Path.of("events-samples/shop/OrderPlaced/v2-placed.json");

    private Messages() {}

    static SQSEvent batch(int size) throws IOException {
        JsonNode sample = JsonTrees.parse(Files.readAllBytes(SAMPLE));
        var event = new SQSEvent();
        event.setRecords(IntStream.range(0, size)
                .mapToObj(number -> message(number, order(sample.deepCopy(), "order-" + (10_000 + number))))
                .toList());
        return event;
    }

    private static String order(ObjectNode envelope, String order) {
        envelope.put("id", order + "-1").put("subject", order);
        envelope.withObject("data").put("orderId", order);
        return JsonTrees.write(envelope);
    }

    private static SQSMessage message(int number, String body) {
        var message = new SQSMessage();
        message.setMessageId("6d9a9a9c-7f0e-4b59-8d0f-0000000" + number);
        message.setReceiptHandle("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a" + number);
        message.setBody(body);
        message.setAttributes(Map.of(
                "ApproximateReceiveCount", "1",
                "SentTimestamp", "1763712000000",
                "SenderId", "AIDACKCEVSQ6C2EXAMPLE",
                "ApproximateFirstReceiveTimestamp", "1763712000001"));
        message.setMessageAttributes(Map.of());
        message.setEventSource("aws:sqs");
        message.setEventSourceArn("arn:aws:sqs:eu-central-1:123456789012:reserve");
        message.setAwsRegion("eu-central-1");
        return message;
    }

    static List<String> bodies(SQSEvent batch) {
        return batch.getRecords().stream().map(SQSMessage::getBody).toList();
    }
}
