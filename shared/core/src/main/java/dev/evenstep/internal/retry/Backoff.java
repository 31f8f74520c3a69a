package dev.evenstep.internal.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential delays with jitter: the delay after attempt n lies evenly between half of and the whole of
 * {@code base * 2^(n-1)}, and never above the cap. Half is kept so that a retry never comes at once.
 *
 * @param jitter where the even spread comes from
 */
public record Backoff(Duration base, Duration cap, RandomGenerator jitter) {

    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("Backoff: base is " + base + " and cap is " + cap
                    + "; base must be above zero and cap at least base");
        }
    }

    /** @param attempt from 1 */
    public Duration after(int attempt) {
        int doublings = Math.min(Math.max(attempt, 1) - 1, MOST_DOUBLINGS);
        long full = Math.min(base.toMillis() << doublings, cap.toMillis());
        if (full < 0) {
            full = cap.toMillis();
        }
        return Duration.ofMillis(full / 2 + Math.round(jitter.nextDouble() * (full - full / 2)));
    }
}
