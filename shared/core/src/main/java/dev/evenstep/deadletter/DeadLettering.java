package dev.evenstep.deadletter;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Reason;
import java.time.Duration;

/**
 * Sends poison straight to the dead-letter queue, and what has failed at its last attempt too, while the reason is
 * still known. A record counts as settled only once it is kept there.
 */
public final class DeadLettering {

    private final String consumer;
    private final DeadLetters deadLetters;
    private final int maxAttempts;
    private final Duration margin;

    /**
     * @param maxAttempts as often as the source delivers a record: a queue's {@code maxReceiveCount}
     * @param margin the batch's own: what is decided later has been given back, and must not be dead-lettered besides
     */
    public DeadLettering(String consumer, DeadLetters deadLetters, int maxAttempts, Duration margin) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + "; at least 1 is needed");
        }
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.maxAttempts = maxAttempts;
        this.margin = margin;
    }

    /** What the decision comes to: itself, where nothing is to be dead-lettered. */
    public Decision settle(Delivery delivery, Decision decision, Deadline deadline) {
        if (deadline.remaining().compareTo(margin) <= 0) {
            return decision instanceof Poison ? new Decision.OutOfTime(true) : decision;
        }
        Decision last = delivery.attempt() >= maxAttempts ? givenUp(decision, delivery.attempt()) : decision;
        return last instanceof Poison poison ? kept(delivery, poison) : last;
    }

    private static Decision givenUp(Decision decision, int attempts) {
        if (decision instanceof Transient(String detail, Throwable cause)) {
            return new Poison(
                    Reason.RETRIES_EXHAUSTED, "Failed %d times; the last time: %s".formatted(attempts, detail), cause);
        }
        if (decision instanceof Decision.Gap(long stored, long incoming)) {
            return new Poison(
                    Reason.GAP,
                    "The stream is at %d and the event is its %d; as much as may be was parked in all of %d attempts"
                            .formatted(stored, incoming, attempts),
                    null);
        }
        return decision;
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
