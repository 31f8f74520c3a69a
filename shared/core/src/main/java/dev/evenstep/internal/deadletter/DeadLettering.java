package dev.evenstep.internal.deadletter;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.FailedAttempts;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges failures, and gives up by the retry policy: poison at once, what itself fails after so many attempts of its own,
 * what a dependency fails when it has become too old. What is given up goes straight to the dead-letter queue, while the
 * reason is still known; a record counts as settled only once it is kept there. Waiting is never given up here: not for
 * somebody else's lease, not for a turn, not for time.
 *
 * <p>An attempt is written down only when a record has failed by itself. Where that cannot be written, the failure is the
 * database's, and costs the record nothing.
 */
public final class DeadLettering {

    /** A count outlives every way in which its record can come back: a dead-letter queue's 14 days, and a queue's. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final String consumer;
    private final DeadLetters deadLetters;
    private final FailedAttempts attempts;
    private final RetryPolicy policy;
    private final FailureRule rule;
    private final Duration margin;

    /** @param margin the batch's own: what is decided later has been given back, and must not be dead-lettered besides */
    public DeadLettering(
            String consumer,
            DeadLetters deadLetters,
            FailedAttempts attempts,
            RetryPolicy policy,
            FailureRule rule,
            Duration margin) {
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.attempts = attempts;
        this.policy = policy;
        this.rule = rule;
        this.margin = margin;
    }

    /**
     * What the decision comes to: itself, where nothing is to be dead-lettered.
     *
     * @param record what the record's own failures are counted under
     */
    public Decision settle(Delivery delivery, String record, Decision decision, Deadline deadline) {
        if (deadline.remaining().compareTo(margin) <= 0) {
            return decision instanceof Poison ? new Decision.DeadlineExceeded(true) : decision;
        }
        return switch (decision) {
            case Poison poison -> kept(delivery, poison);
            case Transient failed ->
                judged(delivery, record, failed, deadline.clock().instant());
            default -> decision;
        };
    }

    private Decision judged(Delivery delivery, String record, Transient failed, Instant now) {
        Transient judged = failed.cause() == null || failed.failure().kind() != FailureClass.RECORD
                ? failed
                : failed.judged(rule.judgeChain(failed.cause()));
        return switch (judged.failure().kind()) {
            case RECORD -> counted(delivery, record, judged, now);
            case PROGRAMMING -> kept(delivery, new Poison(Reason.INVALID_EFFECT, judged.detail(), judged.cause()));
            case CONTENTION, DEPENDENCY, CONFIGURATION -> uncounted(delivery, judged, now);
        };
    }

    private Decision uncounted(Delivery delivery, Transient failed, Instant now) {
        return isTooOld(delivery, now) ? kept(delivery, tooOld(failed)) : failed;
    }

    private Decision counted(Delivery delivery, String record, Transient failed, Instant now) {
        int failures;
        try {
            failures = attempts.add(record, now.plus(REMEMBERED));
        } catch (RuntimeException unwritten) {
            return uncounted(delivery, uncountable(failed, unwritten), now);
        }
        if (failures < policy.attempts()) {
            return failed.atAttempt(failures);
        }
        Poison last = new Poison(
                Reason.RETRIES_EXHAUSTED,
                "Failed %d times; the last time: %s".formatted(failures, failed.detail()),
                failed.cause());
        Decision kept = kept(delivery.atAttempt(failures), last);
        if (kept instanceof Poison) {
            forget(record);
        }
        return kept;
    }

    private Transient uncountable(Transient failed, RuntimeException unwritten) {
        Failure failure = rule.judgeChain(unwritten);
        return new Transient(
                failure.kind() == FailureClass.RECORD ? new Failure(FailureClass.DEPENDENCY, null) : failure,
                0,
                "%s; and the attempt could not be counted: %s".formatted(failed.detail(), unwritten),
                failed.cause());
    }

    /** Where it cannot be forgotten, its redrive has one attempt only. */
    private void forget(String record) {
        try {
            attempts.forget(record);
        } catch (RuntimeException stays) {
            // The letter is kept, and what comes of a redrive says so itself.
        }
    }

    /** What was parked is as old as it had to wait for others, and is kept safe where it lies. */
    private boolean isTooOld(Delivery delivery, Instant now) {
        Instant sent = delivery.sentAt();
        return sent != null && delivery.system(Delivery.PARKED) == null && now.isAfter(sent.plus(policy.patience()));
    }

    private Poison tooOld(Transient failed) {
        return new Poison(
                Reason.DEPENDENCY_AWAY,
                "Not handled within %s, since %s; the last time: %s"
                        .formatted(policy.patience(), failed.failure().kind().code(), failed.detail()),
                failed.cause());
    }

    private Decision kept(Delivery delivery, Poison poison) {
        try {
            deadLetters.send(consumer, delivery, poison);
            return poison;
        } catch (RuntimeException failure) {
            return new Transient(
                    Failure.of("dead-letter-queue"),
                    0,
                    "Poison (%s), and the dead-letter queue did not take it: %s"
                            .formatted(poison.reason().code(), failure),
                    failure);
        }
    }
}
