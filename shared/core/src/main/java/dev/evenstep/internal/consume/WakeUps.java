package dev.evenstep.internal.consume;

import dev.evenstep.spi.Delivery;

/** How a consumer sends messages to itself. */
@FunctionalInterface
public interface WakeUps {

    /**
     * Brings the wake-up back to the consumer when it is due, or before; it is looked at again then.
     *
     * @param cause the record at whose handling it is sent
     * @return false where there is no way: nothing was sent
     * @throws RuntimeException when it could not be sent
     */
    boolean send(WakeUp wakeUp, Delivery cause);

    /** For a consumer without a queue. */
    static WakeUps none() {
        return (wakeUp, cause) -> false;
    }
}
