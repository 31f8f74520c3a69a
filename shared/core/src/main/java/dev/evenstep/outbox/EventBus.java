package dev.evenstep.outbox;

import dev.evenstep.event.SerializedEvent;
import java.util.List;

/** A bus that takes events a few at a time and may refuse single ones. */
public interface EventBus {

    /** Most events of one call, EventBridge's limit for PutEvents. */
    int MOST_EVENTS = 10;

    /** Most bytes of one call: below EventBridge's 1 MiB for PutEvents, which counts an entry's other fields too. */
    int MOST_BYTES = 960 * 1024;

    /**
     * One answer an event, in their order.
     *
     * @throws RuntimeException when the call failed as a whole; nothing is known of any event then
     */
    List<Publication> publish(List<SerializedEvent> events);

    sealed interface Publication {

        record Accepted() implements Publication {}

        /** @param permanent whether it would be refused again and again */
        record Refused(String code, String message, boolean permanent) implements Publication {}
    }
}
