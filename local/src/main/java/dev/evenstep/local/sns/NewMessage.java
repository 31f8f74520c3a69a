package dev.evenstep.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A message as a request brings it.
 *
 * @param structured whether the message is JSON with a text for each protocol
 */
record NewMessage(
        String topicArn,
        String message,
        @Nullable String subject,
        ObjectNode attributes,
        boolean structured,
        @Nullable String groupId,
        @Nullable String deduplicationId) {

    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_SUBJECT = 100;

    /** Bytes that count for the limit: message and attributes. */
    int size() {
        int size = message.getBytes(StandardCharsets.UTF_8).length;
        for (var attribute : attributes.properties()) {
            size += attribute.getKey().getBytes(StandardCharsets.UTF_8).length;
            for (JsonNode part : attribute.getValue()) {
                size += part.asText().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return size;
    }

    /**
     * Checks it by the topic's rules.
     *
     * @return the deduplication id; null on a standard topic
     * @throws dev.evenstep.engine.protocol.AwsException {@code InvalidParameter} in SNS's words
     */
    @Nullable
    String check(Topic topic) {
        if (message.isEmpty()) {
            throw SnsErrors.invalid("Empty message");
        }
        if (size() > LARGEST) {
            throw SnsErrors.invalid("Message too long");
        }
        if (subject != null && (subject.isEmpty() || subject.length() > LONGEST_SUBJECT)) {
            throw SnsErrors.invalid("Subject");
        }
        if (structured) {
            bodyFor("default");
        }
        if (!topic.isFifo()) {
            if (deduplicationId != null) {
                throw SnsErrors.invalid("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                        + " parameter that is not valid for this topic type");
            }
            return null;
        }
        if (groupId == null) {
            throw SnsErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        if (deduplicationId == null && !topic.deduplicatesByContent()) {
            throw SnsErrors.invalid("The topic should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        return deduplicationId == null ? digest() : deduplicationId;
    }

    private String digest() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    String bodyFor(String protocol) {
        if (!structured) {
            return message;
        }
        try {
            var texts = JsonTrees.parse(message);
            var own = texts.path(protocol);
            var found = own.isTextual() ? own : texts.path("default");
            if (found.isTextual()) {
                return found.textValue();
            }
        } catch (JsonProcessingException e) {
            throw SnsErrors.invalid("Message Structure - JSON message body failed to parse");
        }
        throw SnsErrors.invalid("Message Structure - No default entry in JSON message body");
    }
}
