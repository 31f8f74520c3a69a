package dev.evenstep.cli.deadletter;

import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message in a dead-letter queue.
 *
 * @param reason why it lies there: a {@link dev.evenstep.decision.Reason}'s code, what Lambda or EventBridge said, or
 *     {@code max-receives} where SQS moved it and knows no more
 * @param detail in words; empty where none are known
 * @param attributes those that were packed are unpacked
 */
public record DeadLetter(
        String messageId,
        String body,
        String reason,
        String detail,
        Map<String, MessageAttributeValue> attributes,
        Map<MessageSystemAttributeName, String> systemAttributes) {

    public DeadLetter {
        attributes = Map.copyOf(attributes);
        systemAttributes = Map.copyOf(systemAttributes);
    }

    static DeadLetter of(Message message) {
        Map<String, MessageAttributeValue> attributes = UnpackedAttributes.of(message.messageAttributes());
        DeadLetterReason reason = DeadLetterReason.of(attributes, message.body());
        return new DeadLetter(
                message.messageId(), message.body(), reason.code(), reason.detail(), attributes, message.attributes());
    }

    /** The message group that it came in; none where it came from a standard queue without one. */
    Optional<String> group() {
        String noted = attribute(DeadLetterAttributes.GROUP);
        return attributes.containsKey(DeadLetterAttributes.REASON)
                ? Optional.of(noted).filter(group -> !group.isEmpty())
                : Optional.ofNullable(systemAttributes.get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    /** The message's attributes as they were before it became a dead letter. */
    Map<String, MessageAttributeValue> ownAttributes() {
        Map<String, MessageAttributeValue> own = new LinkedHashMap<>(attributes);
        own.keySet().removeAll(DeadLetterAttributes.ALL);
        return own;
    }

    /** What its record was in its group; none where its consumer noted no such thing. */
    Optional<MessageAttributeValue> record() {
        return attributes.containsKey(DeadLetterAttributes.GROUP)
                ? Optional.ofNullable(attributes.get(DeadLetterAttributes.RECORD))
                : Optional.empty();
    }

    DeadLetter withBody(String corrected) {
        return new DeadLetter(messageId, corrected, reason, detail, attributes, systemAttributes);
    }

    Instant sentAt() {
        return Instant.ofEpochMilli(
                Long.parseLong(systemAttributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    /** One attribute's text, or an empty one. {@link DeadLetterAttributes} has the names. */
    public String attribute(String name) {
        return text(attributes, name);
    }

    private static String text(Map<String, MessageAttributeValue> attributes, String name) {
        MessageAttributeValue value = attributes.get(name);
        return value == null || value.stringValue() == null ? "" : value.stringValue();
    }
}
