package dev.evenstep.aws.deadletter;

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

    /** One attribute's text, or an empty one. */
    public String attribute(String name) {
        MessageAttributeValue value = attributes.get(name);
        return value == null || value.stringValue() == null ? "" : value.stringValue();
    }
}
