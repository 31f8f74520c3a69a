package dev.evenstep.sqs.queue;

import org.jspecify.annotations.Nullable;

/**
 * A message that was taken.
 *
 * @param sequenceNumber of a FIFO queue's
 */
public record Sent(String messageId, @Nullable String sequenceNumber) {}
