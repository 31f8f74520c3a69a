package dev.evenstep.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.RecordMapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's records, as Kafka Connect or Debezium Server bring them in JSON, as events: those of a domain for tables that a function
 * is given for, and generic ones for others: {@code public.customers.Created}, {@code Updated}, {@code Deleted}, {@code Read} and
 * {@code Truncated}, with {@code before} and {@code after} as their data. The subject is the row's key, the source the connector. The
 * id is the change's place in the log, so that what a connector sends again after a crash is known again. Heartbeats, transactions'
 * ends, changes of a schema and tombstones are no events; what is none of Debezium's stays as it is. Immutable.
 */
public final class DebeziumChanges implements RecordMapping {

    private final Map<String, Function<DataChange, @Nullable MappedEvent>> tables;
    private final Map<String, Set<String>> keys;
    private final String place;
    private final Limits limits;
    private final ConnectJson json;
    private final Envelopes envelopes = new Envelopes();

    private DebeziumChanges(
            Map<String, Function<DataChange, @Nullable MappedEvent>> tables,
            Map<String, Set<String>> keys,
            String place,
            Limits limits) {
        this.tables = tables;
        this.keys = keys;
        this.place = place;
        this.limits = limits;
        this.json = new ConnectJson(limits);
    }

    /** Every change as a generic event. */
    public static DebeziumChanges mapping() {
        return new DebeziumChanges(Map.of(), Map.of(), "", Limits.defaults());
    }

    /**
     * The domain's events of a table.
     *
     * @param name {@code schema.table}, or {@code database.table} where there are no schemas; the prefix of messages in PostgreSQL's log
     * @param meaning pure; null: the change means nothing to the domain
     */
    public DebeziumChanges table(String name, Function<DataChange, @Nullable MappedEvent> meaning) {
        Map<String, Function<DataChange, @Nullable MappedEvent>> more = new LinkedHashMap<>(tables);
        more.put(name, meaning);
        return new DebeziumChanges(more, keys, place, limits);
    }

    /** The columns that say which row it is, for records without a key: of tables without one, and over SQS, SNS and HTTP. */
    public DebeziumChanges key(String table, String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("The key of " + table + " has no columns: name one at least");
        }
        Map<String, Set<String>> more = new LinkedHashMap<>(keys);
        more.put(table, Set.of(columns));
        return new DebeziumChanges(tables, more, place, limits);
    }

    /** Where in the body Debezium's record is: {@code /detail} behind EventBridge. */
    public DebeziumChanges under(String pointer) {
        JsonPointer unused = JsonPointer.compile(pointer);
        return new DebeziumChanges(tables, keys, pointer, limits);
    }

    /** Of the body, 128 KiB by default: a record with its schema has a multiple of its data. */
    public DebeziumChanges withMaxBytes(int bytes) {
        return new DebeziumChanges(tables, keys, place, limits.withMaxBytes(bytes));
    }

    @Override
    public @Nullable Delivery map(Delivery delivery) {
        if (delivery.system(Delivery.ENCODING) != null || delivery.isTombstone()) {
            return delivery;
        }
        JsonNode read = json.read(delivery.body());
        JsonNode found = place.isEmpty() ? read : ConnectJson.payload(read.at(place));
        if (found.isNull()) {
            return null;
        }
        if (!(found instanceof ObjectNode body)) {
            return delivery;
        }
        ObjectNode envelope = body.has("specversion") ? DebeziumEnvelope.ofCloudEvent(body) : body;
        if (envelope == null) {
            return delivery;
        }
        if (DebeziumEnvelope.isChange(envelope)) {
            return event(delivery, envelope);
        }
        return DebeziumEnvelope.isBeside(envelope) ? null : delivery;
    }

    private @Nullable Delivery event(Delivery delivery, ObjectNode body) {
        Delivery.Attribute key = delivery.attributes().get(Delivery.KEY);
        DebeziumEnvelope envelope =
                DebeziumEnvelope.of(body, json.struct(key == null ? null : key.value()), keys, delivery);
        Function<DataChange, @Nullable MappedEvent> meaning =
                tables.get(envelope.change().table());
        if (meaning == null) {
            return delivery.withBody(envelopes.write(envelope.head(), 1, envelope.data()));
        }
        MappedEvent event = meaning.apply(envelope.change());
        return event == null ? null : delivery.withBody(envelopes.write(envelope.head(), event));
    }
}
