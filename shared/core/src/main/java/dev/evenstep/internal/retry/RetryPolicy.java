package dev.evenstep.internal.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a record is tried again and when it is given up, the same for every source.
 *
 * @param attempts how often a record is tried that itself fails; a source's own count of deliveries says nothing here
 * @param patience how old a record may become while what it depends on fails, since its source has it
 * @param backoff between the attempts of a record that itself fails
 * @param waiting between looks at a dependency, or at what others hold
 */
public record RetryPolicy(int attempts, Duration patience, Backoff backoff, Backoff waiting) {

    private static final int ATTEMPTS = 8;
    private static final Duration PATIENCE = Duration.ofDays(3);

    /** Before a first retry. */
    public static final Duration DEFAULT_BASE = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LONGEST_WAITING = Duration.ofMinutes(1);

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("RetryPolicy: attempts is " + attempts + "; at least 1 is needed");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("RetryPolicy: patience is " + patience + "; it must be above zero");
        }
    }

    /** 8 attempts from 2 s to 15 minutes apart; 3 days for a dependency, looked at every minute. */
    public static RetryPolicy defaults() {
        return from(DEFAULT_BASE);
    }

    /** The defaults with another delay before the first retry. */
    public static RetryPolicy from(Duration base) {
        RandomGenerator jitter = RandomGenerator.getDefault();
        Duration longestWaiting = base.compareTo(LONGEST_WAITING) > 0 ? base : LONGEST_WAITING;
        Duration longest = base.compareTo(LONGEST) > 0 ? base : LONGEST;
        return new RetryPolicy(
                ATTEMPTS, PATIENCE, new Backoff(base, longest, jitter), new Backoff(base, longestWaiting, jitter));
    }

    /** The same with another delay before the first retry. */
    public RetryPolicy withBase(Duration base) {
        return from(base).withAttempts(attempts).withPatience(patience);
    }

    public RetryPolicy withAttempts(int number) {
        return new RetryPolicy(number, patience, backoff, waiting);
    }

    public RetryPolicy withPatience(Duration time) {
        return new RetryPolicy(attempts, time, backoff, waiting);
    }

    public RetryPolicy withBackoff(Backoff own, Backoff others) {
        return new RetryPolicy(attempts, patience, own, others);
    }
}
