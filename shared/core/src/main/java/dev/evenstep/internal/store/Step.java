package dev.evenstep.internal.store;

/**
 * The handling of one event, as a store knows it: where it is written down, and what must stand there to let it in. It is
 * taken once.
 */
public sealed interface Step {

    RecordAddress address();

    IdempotencyKey event();

    /** Of the event's type and data: another content under the same key is told by it. */
    String fingerprint();

    /** In no order: the event's own record says whether it was handled. */
    record InAnyOrder(IdempotencyKey event, String fingerprint) implements Step {

        @Override
        public RecordAddress address() {
            return new RecordAddress.OfEvent(event);
        }
    }

    /** In order: the stream's position lets the event in, and is the event's number afterwards. */
    record Ordered(RecordAddress address, long number, PositionRule rule, IdempotencyKey event, String fingerprint)
            implements Step {}
}
