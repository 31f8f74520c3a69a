package dev.evenstep.deadletter;

import dev.evenstep.batch.Contained;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.RecordWork;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Gap;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Reason;
import java.time.Duration;

/**
 * Sends poison straight to the dead-letter queue, and what has failed at its last attempt too, while the reason is
 * still known. A record counts as settled only once it is kept there.
 */
public final class DeadLettering implements RecordWork {

    private final String consumer;
    private final RecordWork work;
    private final DeadLetters deadLetters;
    private final int maxAttempts;
    private final Duration margin;

    /**
     * @param maxAttempts as often as the source delivers a record: a queue's {@code maxReceiveCount}
     * @param margin the batch's own: what is decided later has been given back, and must not be dead-lettered besides
     */
    public DeadLettering(String consumer, RecordWork work, DeadLetters deadLetters, int maxAttempts, Duration margin) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + "; at least 1 is needed");
        }
        this.consumer = consumer;
        this.work = work;
        this.deadLetters = deadLetters;
        this.maxAttempts = maxAttempts;
        this.margin = margin;
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        Decision decision = Contained.decide(work, delivery, deadline);
        if (deadline.remaining().compareTo(margin) <= 0) {
            return decision instanceof Poison ? new Decision.OutOfTime(true) : decision;
        }
        Decision last = delivery.attempt() >= maxAttempts ? givenUp(decision, delivery.attempt()) : decision;
        return last instanceof Poison poison ? kept(delivery, poison) : last;
    }

    private static Decision givenUp(Decision decision, int attempts) {
        return switch (decision) {
            case Transient(String detail, Throwable cause) ->
                new Poison(
                        Reason.RETRIES_EXHAUSTED,
                        "Failed %d times; the last time: %s".formatted(attempts, detail),
                        cause);
            case Gap(int stored, int incoming) ->
                new Poison(
                        Reason.GAP,
                        "The entity is at version %d and the event makes version %d; what lies between did not come in %d attempts"
                                .formatted(stored, incoming, attempts),
                        null);
            case Decision.Applied applied -> applied;
            case Decision.Duplicate duplicate -> duplicate;
            case Decision.Stale stale -> stale;
            case Decision.InProgress busy -> busy;
            case Poison poison -> poison;
            case Decision.OutOfTime late -> late;
            case Decision.Held held -> held;
        };
    }

    private Decision kept(Delivery delivery, Poison poison) {
        try {
            deadLetters.send(consumer, delivery, poison);
            return poison;
        } catch (RuntimeException failure) {
            return new Transient(
                    "Poison (%s), and the dead-letter queue did not take it: %s"
                            .formatted(poison.reason().code(), failure),
                    failure);
        }
    }
}
