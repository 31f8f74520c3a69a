package dev.evenstep.aws.deadletter;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message in a dead-letter queue.
 *
 * @param reason why it lies there: a {@link dev.evenstep.decision.Reason}'s code, what Lambda or EventBridge said, or
 *     {@code max-receives} where SQS moved it and knows no more
 * @param detail in words; empty where none are known
 */
public record DeadLetter(
        String messageId,
        String receiptHandle,
        String body,
        String reason,
        String detail,
        Map<String, MessageAttributeValue> attributes,
        Map<MessageSystemAttributeName, String> systemAttributes) {

    public DeadLetter {
        attributes = Map.copyOf(attributes);
        systemAttributes = Map.copyOf(systemAttributes);
    }

    /** The group that it goes back to in a FIFO queue. */
    String group() {
        String noted = attribute("evenstep-group");
        String own = systemAttributes.getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, messageId);
        return noted.isEmpty() ? own : noted;
    }

    Instant sentAt() {
        return Instant.ofEpochMilli(
                Long.parseLong(systemAttributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    /** One attribute's text, or an empty one. */
    public String attribute(String name) {
        MessageAttributeValue value = attributes.get(name);
        return value == null || value.stringValue() == null ? "" : value.stringValue();
    }
}
