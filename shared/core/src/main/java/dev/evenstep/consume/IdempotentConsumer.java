package dev.evenstep.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/**
 * A consumer whose effect is idempotent by itself: what it changes knows the event's id, as a stream knows the command that
 * it was appended for. Nothing is recorded beside it, so a first event costs no request, and every repetition runs the
 * function. Events cannot depend on others here ({@code dependson}), since what was handled is not known.
 */
public interface IdempotentConsumer extends Consumer {

    /** @param handler does the effect, once for each source and id, however often it is called */
    <T> IdempotentConsumer on(EventType<T> type, Handler<T> handler);

    /** An effect that is idempotent by itself. */
    @FunctionalInterface
    interface Handler<T> {

        /**
         * What became of the event: {@link Decision.Applied}, {@link Decision.Duplicate}, {@link Decision.Poison} for what never
         * will succeed, {@link Decision.InProgress} for what is not due yet, or {@link Decision.Transient} for what others were
         * in the way of.
         *
         * @throws Exception as any consumer's function may: it is judged, and the event tried again or dead-lettered
         */
        Decision handle(Event<T> event) throws Exception;
    }
}
