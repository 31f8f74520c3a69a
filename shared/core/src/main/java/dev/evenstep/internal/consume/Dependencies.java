package dev.evenstep.internal.consume;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EventReference;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Reads;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.WaitCondition;
import org.jspecify.annotations.Nullable;

/** Which of the events that an event depends on this consumer has not handled yet. One read for each that is named. */
final class Dependencies {

    /** Of events that wait for one other. */
    static final int MOST = 1_000;

    private final ConsumerDefinition consumer;
    private final StepFactory steps;
    private final Reads reads;

    Dependencies(ConsumerDefinition consumer, StepFactory steps, Reads reads) {
        this.consumer = consumer;
        this.steps = steps;
        this.reads = reads;
    }

    /** @param parked how many events wait behind the same record already */
    record Missing(EventReference reference, WaitCondition condition, int parked) {}

    /**
     * The first one; null where all are handled, or none is named.
     *
     * @throws PermanentFailure {@link Reason#MALFORMED} when a consumer in order is not told an event's place
     */
    @Nullable
    Missing missing(Envelope envelope) {
        for (EventReference reference : envelope.dependsOn()) {
            WaitCondition condition = awaited(reference);
            IdempotencyRecord record = reads.record(condition.address());
            if (!condition.isReached(record)) {
                return new Missing(reference, condition, record.parked());
            }
        }
        return null;
    }

    private WaitCondition awaited(EventReference reference) {
        if (consumer instanceof IdempotentDefinition) {
            throw new PermanentFailure(
                    Reason.MALFORMED,
                    "dependson names %s, and the consumer %s keeps no record of what it handled: leave dependson out"
                            .formatted(reference.text(), consumer.name()));
        }
        if (!steps.isByPosition()) {
            return new WaitCondition(
                    new RecordAddress.OfEvent(new IdempotencyKey(consumer.name(), reference.source(), reference.id())),
                    0);
        }
        if (reference.subject() == null || reference.version() == null) {
            throw new PermanentFailure(
                    Reason.MALFORMED,
                    "dependson names %s without subject and version, by which the consumer %s knows events"
                            .formatted(reference.text(), consumer.name()));
        }
        return new WaitCondition(steps.stream(reference.subject()), reference.version());
    }
}
