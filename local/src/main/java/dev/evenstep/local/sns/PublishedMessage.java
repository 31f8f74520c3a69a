package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was published.
 *
 * @param body for queues and functions: with {@code MessageStructure=json}, of their protocol
 * @param attributes as SQS's API has them, by name
 * @param groupId and {@code deduplicationId} and {@code sequenceNumber}: of FIFO topics
 */
record PublishedMessage(
        String id,
        Topic topic,
        String body,
        @Nullable String subject,
        ObjectNode attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable String sequenceNumber,
        Instant published) {

    PublishedMessage withBody(String other) {
        return new PublishedMessage(
                id, topic, other, subject, attributes, groupId, deduplicationId, sequenceNumber, published);
    }
}
