package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.spi.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change as Debezium writes it (Debezium 3.3, "Data change events" of its connectors). */
record DebeziumEnvelope(
        DataChange change, JsonFields all, @Nullable LogPlace place, Delivery record) {

    private static final Map<String, DataChange.ChangeOperation> OPERATIONS = Map.of(
            "c", DataChange.ChangeOperation.CREATE,
            "u", DataChange.ChangeOperation.UPDATE,
            "d", DataChange.ChangeOperation.DELETE,
            "r", DataChange.ChangeOperation.READ,
            "t", DataChange.ChangeOperation.TRUNCATE,
            "m", DataChange.ChangeOperation.MESSAGE);

    /** What Debezium sends beside changes: heartbeats, a transaction's begin and end, a schema's change; by their members. */
    private static final List<Set<String>> BESIDE =
            List.of(Set.of("ts_ms"), Set.of("status", "id", "event_count"), Set.of("ddl", "databaseName", "source"));

    static boolean isChange(ObjectNode body) {
        return OPERATIONS.containsKey(body.path("op").asText())
                && body.path("source").has("connector");
    }

    static boolean isBeside(ObjectNode body) {
        return BESIDE.stream()
                .anyMatch(members -> members.size() == 1
                        ? body.size() == 1
                                && body.path(members.iterator().next()).isNumber()
                        : members.stream().allMatch(body::has));
    }

    /** @param keys the columns that say which row it is, where the record's key does not; empty: it does */
    static DebeziumEnvelope of(
            ObjectNode body, @Nullable ObjectNode key, Map<String, Set<String>> keys, Delivery record) {
        JsonFields all = new JsonFields(body, "");
        JsonFields source = all.at("/source");
        DataChange.ChangeOperation operation = OPERATIONS.get(all.text("/op"));
        if (operation == null) {
            throw all.malformed("/op", "is no operation of Debezium's");
        }
        String table = table(source);
        JsonFields before = row(all, "/before");
        JsonFields after = row(all, "/after");
        String prefix = all.optionalText("/message/prefix");
        RowKey rows = new RowKey(keys.getOrDefault(table, Set.of()));
        String subject = hasRow(operation) ? rows.subject(key, after == null ? before : after) : null;
        LogPlace place = LogPlace.of(source, operation == DataChange.ChangeOperation.READ);
        DataChange change = new DataChange(new DataChange.Parts(
                operation,
                prefix == null ? table : prefix,
                before,
                after,
                subject,
                time(source, record),
                place == null ? null : place.position(),
                transaction(source),
                false,
                message(all)));
        return new DebeziumEnvelope(change, all, place, record);
    }

    /** Of the generic event. */
    Envelopes.Head head() {
        JsonFields source = all.at("/source");
        return new Envelopes.Head(
                id(),
                "/debezium/" + source.text("/connector") + "/" + source.text("/name"),
                change.table() + "." + change.operation().word(),
                change.time(),
                change.subject(),
                null,
                null,
                change.position() == null ? Map.of() : Map.of(Extensions.LOG_POSITION, change.position()));
    }

    /** Rows that were inserted together have one place, and so have a row's old and new key where that changes. */
    private String id() {
        if (change.subject() == null && hasRow(change.operation())) {
            throw new PermanentFailure(
                    Reason.MALFORMED,
                    "Nothing says which row of %s changed: the record has no key. Name its columns with key(\"%s\", …)"
                            .formatted(change.table(), change.table()));
        }
        if (place == null) {
            return record.id();
        }
        String row = change.table() + (change.subject() == null ? "" : "/" + change.subject());
        String id = place.unique() + ":" + all.text("/op") + ":" + row;
        return Envelopes.isName(id)
                ? id
                : change.operation().word() + ":" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasRow(DataChange.ChangeOperation operation) {
        return switch (operation) {
            case CREATE, UPDATE, DELETE, READ -> true;
            case TRUNCATE, MESSAGE -> false;
        };
    }

    /** Of the generic event. */
    ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("operation", change.operation().name());
        data.put("table", change.table());
        set(data, "before", change.before());
        set(data, "after", change.after());
        if (change.operation() == DataChange.ChangeOperation.MESSAGE) {
            data.put("message", change.message());
        }
        return data;
    }

    private static void set(ObjectNode data, String member, @Nullable JsonFields row) {
        if (row != null) {
            data.set(member, row.tree());
        }
    }

    private static String table(JsonFields source) {
        String schema = source.optionalText("/schema");
        String group = schema == null ? source.optionalText("/db") : schema;
        String table = source.optionalText("/table");
        String name = table == null ? source.optionalText("/collection") : table;
        return group == null || group.isEmpty() ? String.valueOf(name) : group + "." + name;
    }

    private static @Nullable JsonFields row(JsonFields all, String pointer) {
        return all.has(pointer) ? all.at(pointer) : null;
    }

    private static Instant time(JsonFields source, Delivery record) {
        if (source.has("/ts_ms") && source.number("/ts_ms") > 0) {
            return Instant.ofEpochMilli(source.number("/ts_ms"));
        }
        if (record.sentAt() == null) {
            throw source.malformed("/ts_ms", "is missing");
        }
        return record.sentAt();
    }

    private static @Nullable String transaction(JsonFields source) {
        String gtid = source.optionalText("/gtid");
        return gtid == null ? source.optionalText("/txId") : gtid;
    }

    private static @Nullable String message(JsonFields all) {
        String content = all.optionalText("/message/content");
        try {
            return content == null ? null : new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw all.malformed("/message/content", "is no Base64");
        }
    }

    /**
     * A CloudEvent of Debezium's own converter as the envelope that it was made of. It is none that could be read as it is: two rows of a
     * snapshot have one id, and names of extensions have capital letters, which CloudEvents has not.
     */
    static @Nullable ObjectNode ofCloudEvent(ObjectNode event) {
        JsonNode data = ConnectJson.payload(event.path("data"));
        if (!event.has("iodebeziumop") || !(data instanceof ObjectNode rows)) {
            return null;
        }
        ObjectNode envelope = rows.deepCopy();
        envelope.set("op", event.get("iodebeziumop"));
        ObjectNode source = envelope.putObject("source");
        event.properties().forEach(attribute -> {
            if (attribute.getKey().startsWith("iodebezium")) {
                source.set(attribute.getKey().substring("iodebezium".length()), attribute.getValue());
            }
        });
        source.set("ts_ms", event.get("iodebeziumtsms"));
        return envelope;
    }
}
