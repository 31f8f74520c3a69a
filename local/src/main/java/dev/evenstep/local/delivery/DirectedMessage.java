package dev.evenstep.local.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A message for a queue, with all that a queue takes.
 *
 * @param attributes as SQS's API has them, by name
 * @param groupId and {@code deduplicationId}: null where the sender has none
 */
public record DirectedMessage(
        String body,
        ObjectNode attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId) {}
