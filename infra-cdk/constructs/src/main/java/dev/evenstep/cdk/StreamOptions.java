package dev.evenstep.cdk;

import java.time.Duration;

/**
 * How a table's changes come to a function.
 *
 * @param batchSize most records of one invocation: 1 to 10,000 (Lambda's limit)
 * @param parallelization batches of one shard at once: 1 to 10 (Lambda's limit). They keep the order of an item, partition
 *     and sort key, and of nothing more, so that no factor is wrong for a consumer that takes its order from elsewhere, as
 *     the relay does from the outbox table
 * @param maximumRetries how often a failed batch is tried again: up to 10,000 (Lambda's limit)
 * @param maximumAge when a record is given up: a minute to 24 hours, as long as the stream keeps it
 */
public record StreamOptions(int batchSize, int parallelization, int maximumRetries, Duration maximumAge) {

    /** Lambda's word for it. */
    private static final int WITHOUT_END = -1;

    /** 100 records, 2 batches of a shard at once, given up after 24 hours. */
    public static StreamOptions defaults() {
        return new StreamOptions(100, 2, 10_000, Duration.ofHours(24));
    }

    /** One batch of a shard at a time, tried again until it is done or the stream forgets it. */
    StreamOptions withoutEnd() {
        return new StreamOptions(batchSize, 1, WITHOUT_END, maximumAge);
    }

    /** For who is told whose they are: a consumer refuses what is outside of these limits. */
    void check(Demand demand) {
        var remedy = "change StreamOptions";
        demand.between(1, 10_000, "batchSize", batchSize, remedy);
        demand.between(1, 10, "parallelization", parallelization, remedy);
        demand.between(0, 10_000, "maximumRetries", maximumRetries, remedy);
        demand.between(Duration.ofMinutes(1), Duration.ofHours(24), "maximumAge", maximumAge, remedy);
    }
}
