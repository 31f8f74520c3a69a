package dev.evenstep.cdk;

/**
 * The functions of an outbox.
 *
 * @param relay puts new events on the bus, by the table's stream
 * @param sweeper puts there what was left, once a minute; its time-out is below that
 * @param stream how new events come to the relay
 */
public record OutboxOptions(FunctionOptions relay, FunctionOptions sweeper, StreamOptions stream) {

    /** 100 records a batch, 2 batches of a shard at once, given up after 24 hours. */
    public static OutboxOptions of(FunctionOptions relay, FunctionOptions sweeper) {
        return new OutboxOptions(relay, sweeper, StreamOptions.defaults());
    }

    public OutboxOptions withStream(StreamOptions changed) {
        return new OutboxOptions(relay, sweeper, changed);
    }
}
