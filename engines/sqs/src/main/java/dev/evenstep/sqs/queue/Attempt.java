package dev.evenstep.sqs.queue;

import dev.evenstep.sqs.message.Received;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a receive brought.
 *
 * @param waiter where there is nothing yet and time is left
 */
record Attempt(List<Received> received, @Nullable Waiter waiter) {}
