package dev.evenstep.cdk;

import java.time.Duration;

/**
 * How messages of a queue come to a function. Whether it fits the queue is looked at in {@link QueueConsumerOptions}, which
 * refuses what is outside of these limits.
 *
 * @param size most messages of one invocation: 1 to 10,000 (Lambda's limit), of a FIFO queue 1 to 10
 * @param window longest wait for a batch to fill: up to 5 minutes (Lambda's limit), in whole seconds; at least a second for
 *     more than 10 messages, and none for a FIFO queue (Lambda's rules)
 * @param maximumConcurrency most invocations at once: 2 to 1,000 (Lambda's limit)
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Lambda's parameters for SQS</a>
 */
public record BatchOptions(int size, Duration window, int maximumConcurrency) {

    private static final int RECEIVED_AT_ONCE = 10;

    /** 10 messages, not waited for, in at most 10 invocations at once. */
    public static BatchOptions defaults() {
        return new BatchOptions(RECEIVED_AT_ONCE, Duration.ZERO, 10);
    }

    public BatchOptions withSize(int changed) {
        return new BatchOptions(changed, window, maximumConcurrency);
    }

    public BatchOptions withWindow(Duration changed) {
        return new BatchOptions(size, changed, maximumConcurrency);
    }

    public BatchOptions withMaximumConcurrency(int changed) {
        return new BatchOptions(size, window, changed);
    }

    void check(Demand demand, boolean fifo) {
        demand.between(1, 10_000, "batch size", size, "set BatchOptions.withSize");
        demand.between(Duration.ZERO, Duration.ofMinutes(5), "window", window, "set BatchOptions.withWindow");
        demand.between(2, 1000, "maximumConcurrency", maximumConcurrency, "set BatchOptions.withMaximumConcurrency");
        if (fifo) {
            demand.that(
                    size <= RECEIVED_AT_ONCE,
                    "batch size",
                    size,
                    "at most 10 for a FIFO queue",
                    "lower BatchOptions.withSize");
            demand.that(
                    window.isZero(),
                    "window",
                    window,
                    "PT0S for a FIFO queue, whose batches Lambda does not wait for",
                    "leave BatchOptions.withWindow out");
        }
        demand.that(
                size <= RECEIVED_AT_ONCE || window.toSeconds() >= 1,
                "window",
                window,
                "at least PT1S for batches of more than 10 messages, here " + size,
                "raise BatchOptions.withWindow, or lower withSize");
    }
}
