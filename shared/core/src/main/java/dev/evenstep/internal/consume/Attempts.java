package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Reads;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.spi.Delivery;
import java.time.Clock;

/** One attempt at an event: upcast and typed, handed to the consumer in its mode, its failures contained. */
final class Attempts {

    private final EventTypes types;
    private final Mode mode;
    private final PositionAdvance advance;
    private final StepFactory steps;
    private final Reads reads;
    private final Clock clock;

    Attempts(EventTypes types, Mode mode, PositionAdvance advance, StepFactory steps, Reads reads, Clock clock) {
        this.types = types;
        this.mode = mode;
        this.advance = advance;
        this.steps = steps;
        this.reads = reads;
        this.clock = clock;
    }

    Attempt attempt(Delivery delivery, Envelope envelope, Step step, ParkedFollowers followers, Deadline deadline) {
        try {
            if (!types.names().contains(envelope.type()) && steps.passes(step)) {
                return advance.pass(step, followers);
            }
            Event<?> event = types.read(envelope).in(new DeliveryContext(delivery, deadline));
            return mode.attempt(event, step, followers, deadline);
        } catch (Throwable failure) {
            return judged(step, FailureBoundary.decisionOf(UncheckedCall.thrownByHandler(failure)));
        }
    }

    /**
     * A failure counts only for an event whose turn it is: one that came early fails for want of what is missing, and what
     * one did before may be why its function, asked about the state after that, objects now. An idempotent consumer records neither.
     */
    Attempt judged(Step step, Decision failure) {
        if (mode instanceof IdempotentMode) {
            return new Attempt.Decided(failure);
        }
        try {
            IdempotencyRecord record = reads.record(step.address());
            Refusal refusal =
                    record.refusal(step, new Guard.FirstTime(), new Unparking(record.parked(), null), clock.instant());
            return refusal == null || refusal instanceof Refusal.HeldByAnother
                    ? new Attempt.Decided(failure)
                    : new Attempt.Refused(refusal);
        } catch (RuntimeException unknown) {
            return new Attempt.Decided(
                    steps.passes(step) && failure instanceof Decision.Poison
                            ? Decision.Transient.of(unknown)
                            : failure);
        }
    }
}
