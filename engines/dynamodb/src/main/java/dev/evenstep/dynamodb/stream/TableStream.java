package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream and its shards, in the order in which they were made.
 *
 * @param told as DescribeStream tells it, without shards and status
 * @param disabled null while the table writes to it
 */
record TableStream(String arn, ObjectNode told, @Nullable Instant disabled, List<Shard> shards) {

    TableStream {
        shards = List.copyOf(shards);
    }

    static TableStream of(JsonNode json) {
        List<Shard> shards = new ArrayList<>();
        json.path("shards").forEach(shard -> shards.add(Shard.of(shard)));
        var told = (ObjectNode) json.path("told");
        return new TableStream(
                told.path("StreamArn").asText(),
                told,
                json.has("disabled") ? Instant.parse(json.path("disabled").asText()) : null,
                shards);
    }

    ObjectNode json() {
        var json = JsonTrees.object();
        json.set("told", told);
        if (disabled != null) {
            json.put("disabled", disabled.toString());
        }
        shards.forEach(shard -> json.withArrayProperty("shards").add(shard.json()));
        return json;
    }

    String table() {
        return told.path("TableName").asText();
    }

    String view() {
        return told.path("StreamViewType").asText();
    }

    Optional<Shard> shard(int number) {
        return shards.stream().filter(shard -> shard.number() == number).findFirst();
    }

    /** The open one that takes a partition key. */
    Shard openFor(long hash) {
        return shards.reversed().stream()
                .filter(shard -> shard.takes(hash))
                .findFirst()
                .orElseThrow();
    }

    int nextNumber() {
        return shards.isEmpty() ? 0 : shards.getLast().number() + 1;
    }

    TableStream with(List<Shard> others) {
        return new TableStream(arn, told, disabled, others);
    }

    /** With another state of one of its shards. */
    TableStream with(Shard changed) {
        return with(shards.stream()
                .map(shard -> shard.number() == changed.number() ? changed : shard)
                .toList());
    }

    /** With one more. */
    TableStream and(Shard added) {
        List<Shard> others = new ArrayList<>(shards);
        others.add(added);
        return with(others);
    }

    TableStream disabled(Instant now) {
        return new TableStream(arn, told, now, shards);
    }
}
