package dev.evenstep.outbox;

import dev.evenstep.event.SerializedEvent;
import java.util.List;

/** Where events go: a bus, or a queue, that takes a few at a time and may refuse single ones. */
public interface EventBus {

    /** Most events of one call: the limit of EventBridge's PutEvents and of SQS's SendMessageBatch. */
    int MOST_EVENTS = 10;

    /** Most bytes of one call: below the 1 MiB of both, which count what else an entry has too. */
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
