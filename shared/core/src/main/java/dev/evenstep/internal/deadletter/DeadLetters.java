package dev.evenstep.internal.deadletter;

import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.spi.Delivery;

/** A place for records that will never succeed. */
@FunctionalInterface
public interface DeadLetters {

    /**
     * Keeps the record as it came, with the reason. When this returns, it is kept.
     *
     * @throws RuntimeException when it could not be kept; the record then stays with its source
     */
    void send(String consumer, Delivery delivery, Poison poison);
}
