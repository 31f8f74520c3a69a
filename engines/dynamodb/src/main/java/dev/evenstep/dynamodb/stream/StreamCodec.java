package dev.evenstep.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.storage.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams as JSON, without their records. */
final class StreamCodec implements Codec<Stream> {

    private static final int WEIGHT = 2048;

    @Override
    public int weight(Stream stream) {
        return WEIGHT;
    }

    @Override
    public byte[] write(Stream stream) {
        var json = Json.object()
                .put("arn", stream.arn())
                .put("label", stream.label())
                .put("table", stream.table())
                .put("view", stream.view())
                .put("created", stream.created().toString())
                .put("disabled", text(stream.disabled()));
        var keys = json.putArray("keys");
        keys.add(attribute(stream.keys().partition()));
        KeyAttribute sort = stream.keys().sort();
        if (sort != null) {
            keys.add(attribute(sort));
        }
        var shards = json.putArray("shards");
        stream.shards().forEach(shard -> shards.add(shard(shard)));
        return Json.bytes(json);
    }

    @Override
    public Stream read(byte[] bytes) {
        JsonNode json = parse(bytes);
        JsonNode keys = json.get("keys");
        List<Shard> shards = new ArrayList<>();
        json.get("shards").forEach(shard -> shards.add(shard(shard)));
        return new Stream(
                json.get("arn").textValue(),
                json.get("label").textValue(),
                json.get("table").textValue(),
                json.get("view").textValue(),
                new KeySchema(attribute(keys.get(0)), keys.size() == 1 ? null : attribute(keys.get(1))),
                Instant.parse(json.get("created").textValue()),
                instant(json.get("disabled")),
                shards);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode shard(Shard shard) {
        return Json.object()
                .put("number", shard.number())
                .put("id", shard.id())
                .put("parent", shard.parent())
                .put("low", shard.low())
                .put("high", shard.high())
                .put("starting", shard.starting())
                .put("opened", shard.opened().toString())
                .put("ending", shard.ending())
                .put("closed", text(shard.closed()))
                .put("trimmed", shard.trimmed());
    }

    private static Shard shard(JsonNode json) {
        return new Shard(
                json.get("number").intValue(),
                json.get("id").textValue(),
                json.get("parent").textValue(),
                json.get("low").longValue(),
                json.get("high").longValue(),
                json.get("starting").longValue(),
                Instant.parse(json.get("opened").textValue()),
                json.get("ending").longValue(),
                instant(json.get("closed")),
                json.get("trimmed").longValue());
    }

    private static ObjectNode attribute(KeyAttribute attribute) {
        return Json.object().put("name", attribute.name()).put("type", attribute.type());
    }

    private static KeyAttribute attribute(JsonNode json) {
        return new KeyAttribute(json.get("name").textValue(), json.get("type").textValue());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(JsonNode json) {
        return json.isNull() ? null : Instant.parse(json.textValue());
    }
}
