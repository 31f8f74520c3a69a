package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A received message and the record that a function gets of it, in the shape of Lambda's SQS event.
 *
 * @param json of the record
 */
record QueueMessage(Message message, ObjectNode json) {

    static QueueMessage of(Message message, String queueArn) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("messageId", message.messageId());
        json.put("receiptHandle", message.receiptHandle());
        json.put("body", message.body());
        ObjectNode attributes = json.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        ObjectNode messageAttributes = json.putObject("messageAttributes");
        for (Map.Entry<String, MessageAttributeValue> attribute :
                message.messageAttributes().entrySet()) {
            messageAttributes.set(attribute.getKey(), attribute(attribute.getValue()));
        }
        json.put("md5OfBody", message.md5OfBody());
        if (message.md5OfMessageAttributes() != null) {
            json.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        json.put("eventSource", "aws:sqs");
        json.put("eventSourceARN", queueArn);
        json.put("awsRegion", queueArn.split(":", -1)[3]);
        return new QueueMessage(message, json);
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (value.stringValue() != null) {
            json.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            json.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        json.putArray("stringListValues");
        json.putArray("binaryListValues");
        json.put("dataType", value.dataType());
        return json;
    }

    /** What identifies it in a batch response. */
    String id() {
        return message.messageId();
    }

    /** The event that holds these messages. */
    static String event(List<QueueMessage> messages) {
        return EventJson.of(messages.stream().map(QueueMessage::json).toList());
    }
}
