package dev.evenstep.dynamodb.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.storage.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Definitions as JSON. */
final class TableCodec implements Codec<TableDefinition> {

    private static final int WEIGHT = 1024;

    @Override
    public int weight(TableDefinition table) {
        return WEIGHT;
    }

    @Override
    public byte[] write(TableDefinition table) {
        var json = Json.object()
                .put("name", table.name())
                .put("id", table.id())
                .put("arn", table.arn())
                .put("created", table.created().toString())
                .put("timeToLive", table.timeToLive());
        status(json, table.status());
        json.set("keys", keys(table.keys()));
        ArrayNode attributes = json.putArray("attributes");
        table.attributes().forEach(attribute -> attributes.add(attribute(attribute)));
        ArrayNode indexes = json.putArray("indexes");
        table.indexes().forEach(index -> indexes.add(index(index)));
        StreamSettings stream = table.stream();
        if (stream != null) {
            json.putObject("stream")
                    .put("arn", stream.arn())
                    .put("label", stream.label())
                    .put("view", stream.view())
                    .put("enabled", stream.enabled());
        }
        json.set("settings", settings(table.settings()));
        return Json.bytes(json);
    }

    @Override
    public TableDefinition read(byte[] bytes) {
        JsonNode json = parse(bytes);
        List<KeyAttribute> attributes = new ArrayList<>();
        json.get("attributes").forEach(attribute -> attributes.add(attribute(attribute)));
        List<Index> indexes = new ArrayList<>();
        json.get("indexes").forEach(index -> indexes.add(index(index)));
        JsonNode stream = json.get("stream");
        return new TableDefinition(
                json.get("name").textValue(),
                json.get("id").textValue(),
                json.get("arn").textValue(),
                Instant.parse(json.get("created").textValue()),
                status(json),
                keys(json.get("keys")),
                attributes,
                indexes,
                stream == null ? null : stream(stream),
                json.get("timeToLive").textValue(),
                settings(json.get("settings")));
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StreamSettings stream(JsonNode json) {
        return new StreamSettings(
                json.get("arn").textValue(),
                json.get("label").textValue(),
                json.get("view").textValue(),
                json.get("enabled").booleanValue());
    }

    private static ObjectNode index(Index index) {
        var json = Json.object()
                .put("name", index.name())
                .put("global", index.global())
                .put("projection", index.projection());
        json.set("keys", keys(index.keys()));
        index.included().forEach(json.putArray("included")::add);
        throughput(json, index.throughput());
        status(json, index.status());
        return json;
    }

    private static Index index(JsonNode json) {
        List<String> included = new ArrayList<>();
        json.get("included").forEach(name -> included.add(name.textValue()));
        return new Index(
                json.get("name").textValue(),
                json.get("global").booleanValue(),
                keys(json.get("keys")),
                json.get("projection").textValue(),
                included,
                throughput(json),
                status(json));
    }

    private static ObjectNode settings(TableSettings settings) {
        var json = Json.object()
                .put("onDemandSince", text(settings.onDemandSince()))
                .put("deletionProtection", settings.deletionProtection())
                .put("tableClass", settings.tableClass())
                .put("encrypted", settings.encrypted())
                .put("recoverable", settings.recoverable())
                .put("timeToLiveChanged", text(settings.timeToLiveChanged()));
        throughput(json, settings.throughput());
        settings.tags().forEach(json.putObject("tags")::put);
        return json;
    }

    private static TableSettings settings(JsonNode json) {
        var tags = new TreeMap<String, String>();
        json.get("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        return new TableSettings(
                throughput(json),
                instant(json.get("onDemandSince")),
                json.get("deletionProtection").booleanValue(),
                json.get("tableClass").textValue(),
                json.get("encrypted").booleanValue(),
                json.get("recoverable").booleanValue(),
                instant(json.get("timeToLiveChanged")),
                tags);
    }

    private static ObjectNode keys(KeySchema keys) {
        var json = Json.object();
        json.set("partition", attribute(keys.partition()));
        KeyAttribute sort = keys.sort();
        if (sort != null) {
            json.set("sort", attribute(sort));
        }
        return json;
    }

    private static KeySchema keys(JsonNode json) {
        JsonNode sort = json.get("sort");
        return new KeySchema(attribute(json.get("partition")), sort == null ? null : attribute(sort));
    }

    private static ObjectNode attribute(KeyAttribute attribute) {
        return Json.object().put("name", attribute.name()).put("type", attribute.type());
    }

    private static KeyAttribute attribute(JsonNode json) {
        return new KeyAttribute(json.get("name").textValue(), json.get("type").textValue());
    }

    private static void throughput(ObjectNode json, Throughput throughput) {
        json.put("read", throughput.read()).put("write", throughput.write());
    }

    private static Throughput throughput(JsonNode json) {
        return new Throughput(json.get("read").longValue(), json.get("write").longValue());
    }

    private static void status(ObjectNode json, Status status) {
        json.put("state", status.state()).put("until", status.until().toString());
    }

    private static Status status(JsonNode json) {
        return new Status(
                json.get("state").textValue(), Instant.parse(json.get("until").textValue()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(JsonNode json) {
        return json.isNull() ? null : Instant.parse(json.textValue());
    }
}
