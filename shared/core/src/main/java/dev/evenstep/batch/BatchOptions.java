package dev.evenstep.batch;

import java.time.Duration;

/**
 * @param concurrency most records of one invocation at work at once
 * @param margin how long before the deadline the answer must be on its way
 */
public record BatchOptions(int concurrency, Duration margin) {

    public BatchOptions {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "BatchOptions: concurrency is " + concurrency + "; at least 1 is needed");
        }
        if (margin.isNegative()) {
            throw new IllegalArgumentException("BatchOptions: margin is " + margin + "; it must not be negative");
        }
    }

    /** 16 at once, and half a second for the answer. */
    public static BatchOptions defaults() {
        return new BatchOptions(16, Duration.ofMillis(500));
    }

    public BatchOptions withConcurrency(int records) {
        return new BatchOptions(records, margin);
    }

    public BatchOptions withMargin(Duration time) {
        return new BatchOptions(concurrency, time);
    }
}
