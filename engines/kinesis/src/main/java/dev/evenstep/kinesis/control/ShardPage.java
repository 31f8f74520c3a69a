package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.kinesis.stream.StreamShard;
import java.util.List;

/**
 * A part of a stream's shards.
 *
 * @param after the id before which none is told; empty: from the first
 */
record ShardPage(List<StreamShard> all, String after, int most) {

    private List<StreamShard> rest() {
        return all.stream().filter(shard -> shard.id().compareTo(after) > 0).toList();
    }

    private List<StreamShard> shown() {
        return rest().stream().limit(most).toList();
    }

    boolean hasMore() {
        return rest().size() > most;
    }

    /** The id with which the next part begins. */
    String last() {
        return shown().getLast().id();
    }

    void put(ObjectNode answer) {
        var array = answer.putArray("Shards");
        shown().forEach(shard -> array.add(shard.json()));
    }
}
