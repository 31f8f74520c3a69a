package dev.evenstep.internal.outbox;

import dev.evenstep.internal.event.SerializedEvent;
import java.time.Duration;
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
     * @param time within which the call ends, whatever the bus does
     * @throws InvalidCallException when the call was refused for what is in it; no event was taken
     * @throws RuntimeException when the call failed in any other way; nothing is known of any event then
     */
    List<PublishResult> publish(List<SerializedEvent> events, Duration time);

    sealed interface PublishResult {

        record Accepted() implements PublishResult {}

        /** @param forGood whether this event would be refused again and again, whatever anybody repairs */
        record Refused(String code, String message, boolean forGood) implements PublishResult {}
    }

    /** Says that a whole call was refused for what is in it: one of the events, or a setting that they share. */
    final class InvalidCallException extends RuntimeException {

        public InvalidCallException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
