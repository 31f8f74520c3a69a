package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.message.Received;
import java.util.List;

/**
 * A received message as a function gets it, in the shape of Lambda's SQS event.
 *
 * @param json of the record
 */
record QueueMessage(ObjectNode json) {

    private static final List<String> ALL = List.of("All");

    static QueueMessage of(Received received, String queueArn) {
        JsonNode message = received.json(ALL, ALL);
        ObjectNode json = JsonTrees.object();
        json.set("messageId", message.path("MessageId"));
        json.set("receiptHandle", message.path("ReceiptHandle"));
        json.set("body", message.path("Body"));
        json.set("attributes", message.path("Attributes"));
        ObjectNode attributes = json.putObject("messageAttributes");
        message.path("MessageAttributes")
                .properties()
                .forEach(attribute -> attributes.set(attribute.getKey(), attribute(attribute.getValue())));
        json.set("md5OfBody", message.path("MD5OfBody"));
        if (message.has("MD5OfMessageAttributes")) {
            json.set("md5OfMessageAttributes", message.path("MD5OfMessageAttributes"));
        }
        json.put("eventSource", "aws:sqs");
        json.put("eventSourceARN", queueArn);
        json.put("awsRegion", queueArn.split(":", -1)[3]);
        return new QueueMessage(json);
    }

    private static ObjectNode attribute(JsonNode value) {
        ObjectNode json = JsonTrees.object();
        if (value.has("StringValue")) {
            json.set("stringValue", value.path("StringValue"));
        }
        if (value.has("BinaryValue")) {
            json.set("binaryValue", value.path("BinaryValue"));
        }
        json.putArray("stringListValues");
        json.putArray("binaryListValues");
        json.set("dataType", value.path("DataType"));
        return json;
    }

    /** What identifies it in a batch response. */
    String id() {
        return json.path("messageId").asText();
    }

    String receiptHandle() {
        return json.path("receiptHandle").asText();
    }

    /** The event that holds these messages. */
    static String event(List<QueueMessage> messages) {
        return EventJson.of(messages.stream().map(QueueMessage::json).toList());
    }
}
