package dev.evenstep.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An engine by a time that the test moves, and the calls that tests make most. */
final class TestQueues {

    static final Map<String, String> FIFO = Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true");

    final ManualTime time;
    final Sqs sqs;

    private TestQueues(ManualTime time, Sqs sqs) {
        this.time = time;
        this.sqs = sqs;
    }

    static TestQueues start() {
        return start(Storage.memory(), Faults.none());
    }

    static TestQueues start(Storage storage, Faults faults) {
        var time = new ManualTime(Instant.parse("2026-03-01T12:00:00Z"));
        var options = SqsOptions.memory(URI.create("http://127.0.0.1:4566"))
                .withTime(time)
                .withStorage(storage)
                .withFaults(faults);
        return new TestQueues(time, Sqs.start(options));
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    ObjectNode call(String operation, ObjectNode request) {
        return sqs.call(operation, request);
    }

    String create(String name, Map<String, String> attributes) {
        var request = JsonTrees.object().put("QueueName", name);
        attributes.forEach(request.putObject("Attributes")::put);
        return call("CreateQueue", request).get("QueueUrl").asText();
    }

    /** A queue whose dead letters go to another, which is made too. */
    void createWithDeadLetters(String name, String deadLetters, int maxReceiveCount) {
        var fifo = name.endsWith(".fifo") ? FIFO : Map.<String, String>of();
        create(deadLetters, fifo);
        var attributes = new HashMap<>(fifo);
        attributes.put(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn(deadLetters), maxReceiveCount));
        create(name, attributes);
    }

    static String arn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    static ObjectNode on(String queue) {
        return JsonTrees.object().put("QueueUrl", "http://127.0.0.1:4566/000000000000/" + queue);
    }

    ObjectNode send(String queue, String body) {
        return call("SendMessage", on(queue).put("MessageBody", body));
    }

    ObjectNode send(String queue, String group, String body) {
        return call("SendMessage", on(queue).put("MessageBody", body).put("MessageGroupId", group));
    }

    List<JsonNode> receive(String queue, int most) {
        return receive(on(queue).put("MaxNumberOfMessages", most));
    }

    List<JsonNode> receive(ObjectNode request) {
        request.putArray("MessageSystemAttributeNames").add("All");
        request.putArray("MessageAttributeNames").add("All");
        List<JsonNode> messages = new ArrayList<>();
        call("ReceiveMessage", request).path("Messages").forEach(messages::add);
        return messages;
    }

    List<String> bodies(String queue, int most) {
        return receive(queue, most).stream().map(TestQueues::body).toList();
    }

    static String body(JsonNode message) {
        return message.get("Body").asText();
    }

    static String attribute(JsonNode message, String name) {
        return message.path("Attributes").path(name).asText();
    }

    void delete(String queue, JsonNode message) {
        call(
                "DeleteMessage",
                on(queue).put("ReceiptHandle", message.get("ReceiptHandle").asText()));
    }

    void visibleIn(String queue, JsonNode message, int seconds) {
        call(
                "ChangeMessageVisibility",
                on(queue)
                        .put("ReceiptHandle", message.get("ReceiptHandle").asText())
                        .put("VisibilityTimeout", seconds));
    }

    /** Visible, in flight, delayed. */
    List<String> counts(String queue) {
        var all = attributes(queue);
        return List.of(
                all.path("ApproximateNumberOfMessages").asText(),
                all.path("ApproximateNumberOfMessagesNotVisible").asText(),
                all.path("ApproximateNumberOfMessagesDelayed").asText());
    }

    JsonNode attributes(String queue) {
        var request = on(queue);
        request.putArray("AttributeNames").add("All");
        return call("GetQueueAttributes", request).path("Attributes");
    }

    void set(String queue, Map<String, String> attributes) {
        var request = on(queue);
        attributes.forEach(request.putObject("Attributes")::put);
        call("SetQueueAttributes", request);
    }
}
