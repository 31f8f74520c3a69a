package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.table.KeySchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream and its shards, in the order in which they were made.
 *
 * @param disabled null while the table writes to it
 */
record Stream(
        String arn,
        String label,
        String table,
        String view,
        KeySchema keys,
        Instant created,
        @Nullable Instant disabled,
        List<Shard> shards) {

    Stream {
        shards = List.copyOf(shards);
    }

    Optional<Shard> shard(String id) {
        return shards.stream().filter(shard -> shard.id().equals(id)).findFirst();
    }

    Optional<Shard> shard(int number) {
        return shards.stream().filter(shard -> shard.number() == number).findFirst();
    }

    /** The open one that takes a partition key. */
    Shard openFor(long hash) {
        for (int i = shards.size() - 1; i >= 0; i--) {
            if (shards.get(i).takes(hash)) {
                return shards.get(i);
            }
        }
        throw new IllegalStateException("No open shard of %s takes %d".formatted(arn, hash));
    }

    int nextNumber() {
        return shards.isEmpty() ? 0 : shards.getLast().number() + 1;
    }

    Stream with(List<Shard> others) {
        return new Stream(arn, label, table, view, keys, created, disabled, others);
    }

    /** With another state of one of its shards. */
    Stream with(Shard changed) {
        List<Shard> others = new ArrayList<>(shards);
        others.replaceAll(shard -> shard.number() == changed.number() ? changed : shard);
        return with(others);
    }

    /** With one more. */
    Stream and(Shard added) {
        List<Shard> others = new ArrayList<>(shards);
        others.add(added);
        return with(others);
    }

    Stream disabled(Instant now) {
        return new Stream(arn, label, table, view, keys, created, now, shards);
    }
}
