package dev.evenstep.internal.breaker;

import java.time.Duration;

/**
 * @param failures in a row of one dependency, after which it counts as away
 * @param first until it is looked at again; each further time is twice as long
 * @param longest the bound of that
 */
public record BreakerOptions(int failures, Duration first, Duration longest) {

    public BreakerOptions {
        if (failures < 1) {
            throw new IllegalArgumentException("BreakerOptions: failures is " + failures + "; at least 1 is needed");
        }
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("BreakerOptions: first is " + first + " and longest is " + longest
                    + "; first must be above zero and longest at least first");
        }
    }

    /** 5 failures in a row; looks after 1, 2, 4, 8, 16 and then every 30 seconds. */
    public static BreakerOptions defaults() {
        return new BreakerOptions(5, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    Duration after(Duration interval) {
        Duration twice = interval.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
