package dev.evenstep.infra;

import java.time.Duration;

/**
 * How messages of a queue come to a function.
 *
 * @param size most messages of one invocation: 1 to 10,000 (Lambda's limit)
 * @param window longest wait for a batch to fill: up to 5 minutes (Lambda's limit), and at least a second for more than 10
 *     messages (Lambda's rule)
 * @param maximumConcurrency most invocations at once: 2 to 1,000 (Lambda's limit)
 */
public record BatchOptions(int size, Duration window, int maximumConcurrency) {

    private static final int RECEIVED_AT_ONCE = 10;

    public BatchOptions {
        Demand.between(1, 10_000, "size", size);
        Demand.between(Duration.ZERO, Duration.ofMinutes(5), "window", window);
        Demand.that(
                size <= RECEIVED_AT_ONCE || window.toSeconds() >= 1,
                "window",
                window,
                "at least PT1S for batches of more than 10 messages, here " + size);
        Demand.between(2, 1000, "maximumConcurrency", maximumConcurrency);
    }

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

    /** Lambda takes FIFO queues' messages ten at a time and waits for none. */
    void demandFifo() {
        Demand.that(size <= RECEIVED_AT_ONCE, "size", size, "at most 10 for a FIFO queue");
        Demand.that(window.isZero(), "window", window, "PT0S for a FIFO queue");
    }
}
