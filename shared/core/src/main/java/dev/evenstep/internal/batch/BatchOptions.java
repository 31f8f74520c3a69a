package dev.evenstep.internal.batch;

import java.time.Duration;

/**
 * How much of a batch is done at once, and until when.
 *
 * @param concurrency most records of one invocation at work at once: each has a connection to the database of its own,
 *     its event in memory, and what it waits for others at the same items
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

    /**
     * 100 at once, and half a second for the answer. It bounds what an invocation asks of the database and how many
     * connections it opens, of a batch that may have 10,000 records (SQS, standard queues).
     */
    public static BatchOptions defaults() {
        return new BatchOptions(100, Duration.ofMillis(500));
    }

    public BatchOptions withConcurrency(int records) {
        return new BatchOptions(records, margin);
    }

    public BatchOptions withMargin(Duration time) {
        return new BatchOptions(concurrency, time);
    }
}
