package dev.evenstep.internal.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;

/** Decides one record. May throw anything; whoever runs it contains that. */
@FunctionalInterface
public interface RecordHandler {

    Decision on(Delivery delivery, Deadline deadline);

    /**
     * Told of a record that was given back at work, though it was begun in the first half of its invocation's time: it had
     * as long as any, so that something hangs. What was merely begun late is not told of.
     */
    default void hung(Delivery delivery, Deadline deadline) {}
}
