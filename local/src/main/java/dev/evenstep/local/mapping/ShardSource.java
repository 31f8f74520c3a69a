package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where shards are read from: a table's stream, or a Kinesis stream. */
interface ShardSource {

    /**
     * A shard, as far as its place among the others matters.
     *
     * @param parents none, one, or the two that were merged
     */
    record ShardView(String id, List<String> parents, boolean closed) {}

    /**
     * What one read gave.
     *
     * @param next null behind the shard's end
     */
    record Portion(List<StreamRecord> records, @Nullable String next) {}

    /** Stops telling. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** Has somebody told of whatever comes to the stream. */
    Following follow(Runnable signal);

    /** All shards, those that are closed too. */
    List<ShardView> shards();

    /** An iterator behind the record of a sequence number; where there is none, at the mapping's beginning. */
    String iterator(String shard, @Nullable String after);

    Portion read(String shard, String iterator);

    /** A record as a filter's pattern sees it. */
    JsonNode filterable(StreamRecord record);

    /** The name of the part of an invocation record that says where in the stream the records are. */
    String batchInfo();
}
