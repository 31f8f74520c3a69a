package dev.evenstep.dynamodb.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream.
 *
 * @param number in the order in which a stream's shards were made
 * @param parent the shard that this one goes on from; null at the stream's beginning
 * @param low the least hash of a partition key that comes here
 * @param high the first hash that does not any more
 * @param starting no record's number is less
 * @param ending no record's number is greater; 0 while it is open
 * @param closed null while it is open
 * @param trimmed the number of the last record that is gone for its age
 */
record Shard(
        int number,
        String id,
        @Nullable String parent,
        long low,
        long high,
        long starting,
        Instant opened,
        long ending,
        @Nullable Instant closed,
        long trimmed) {

    static final long HASHES = 1L << 32;

    static Shard open(int number, Instant now, @Nullable String parent, long low, long high, long starting) {
        var id = "shardId-%020d-%08x".formatted(now.toEpochMilli(), mixed(starting + number));
        return new Shard(number, id, parent, low, high, starting, now, 0, null, 0);
    }

    boolean isOpen() {
        return closed == null;
    }

    boolean takes(long hash) {
        return isOpen() && low <= hash && hash < high;
    }

    Shard closed(Instant now, long theEnding) {
        return new Shard(number, id, parent, low, high, starting, opened, theEnding, now, trimmed);
    }

    Shard trimmed(long last) {
        return new Shard(number, id, parent, low, high, starting, opened, ending, closed, last);
    }

    private static int mixed(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
