package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
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
 * @param turned when it was opened, or once it is closed, when that was
 * @param trimmed the number of the last record that is gone for its age
 */
record Shard(
        int number,
        String id,
        @Nullable String parent,
        long low,
        long high,
        long starting,
        long ending,
        Instant turned,
        long trimmed) {

    static Shard open(int number, Instant now, @Nullable Shard parent, long low, long high, long starting) {
        int mixed = (int) (((starting + number) * 0x9E3779B97F4A7C15L) >>> 32);
        var id = "shardId-%020d-%08x".formatted(now.toEpochMilli(), mixed);
        return new Shard(number, id, parent == null ? null : parent.id(), low, high, starting, 0, now, 0);
    }

    static Shard of(JsonNode json) {
        return new Shard(
                json.path("number").intValue(),
                json.path("id").asText(),
                json.path("parent").textValue(),
                json.path("low").longValue(),
                json.path("high").longValue(),
                json.path("starting").longValue(),
                json.path("ending").longValue(),
                Instant.parse(json.path("turned").asText()),
                json.path("trimmed").longValue());
    }

    ObjectNode json() {
        return JsonTrees.object()
                .put("number", number)
                .put("id", id)
                .put("parent", parent)
                .put("low", low)
                .put("high", high)
                .put("starting", starting)
                .put("ending", ending)
                .put("turned", turned.toString())
                .put("trimmed", trimmed);
    }

    boolean isOpen() {
        return ending == 0;
    }

    boolean takes(long hash) {
        return isOpen() && low <= hash && hash < high;
    }

    Shard closed(Instant now, long theEnding) {
        return new Shard(number, id, parent, low, high, starting, theEnding, now, trimmed);
    }

    Shard trimmed(long last) {
        return new Shard(number, id, parent, low, high, starting, ending, turned, last);
    }
}
