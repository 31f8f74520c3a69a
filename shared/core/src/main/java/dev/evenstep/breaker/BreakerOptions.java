package dev.evenstep.breaker;

import java.time.Duration;

/**
 * @param failures in a row of one dependency, after which it counts as away
 * @param interval between probes while it is away
 */
public record BreakerOptions(int failures, Duration interval) {

    public BreakerOptions {
        if (failures < 1) {
            throw new IllegalArgumentException("BreakerOptions: failures is " + failures + "; at least 1 is needed");
        }
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("BreakerOptions: interval is " + interval + "; it must be above zero");
        }
    }

    /** 5 failures in a row; a probe every 30 seconds. */
    public static BreakerOptions defaults() {
        return new BreakerOptions(5, Duration.ofSeconds(30));
    }
}
