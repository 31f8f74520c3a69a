package dev.evenstep.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.archive.internal.IncomingEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row: the attributes of CloudEvents and ours by their names, other extensions together and the data as JSON. Times
 * are cut to microseconds.
 */
final class EventWriteSupport extends WriteSupport<ArchivedEvent> {

    private static final List<String> TEXTS =
            List.of("subject", "correlationid", "causationid", "traceparent", "partitionkey", "dataschema");

    private static final List<String> NO_EXTENSIONS = List.of(
            "specversion", "id", "source", "type", "time", "schemaversion", "entityversion", "datacontenttype", "data");

    private static final MessageType SCHEMA = schema();

    private @Nullable RecordConsumer row;

    private static MessageType schema() {
        var columns = Types.buildMessage();
        for (String name : List.of("id", "source", "type")) {
            columns.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }
        columns.required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                .named("time");
        columns.required(PrimitiveTypeName.INT32).named("schemaversion");
        columns.optional(PrimitiveTypeName.INT32).named("entityversion");
        for (String name : TEXTS) {
            columns.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }
        for (String name : List.of("extensions", "data")) {
            columns.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.jsonType())
                    .named(name);
        }
        return columns.named("event");
    }

    @Override
    public String getName() {
        return "evenstep-archive";
    }

    /** Parquet has it for Hadoop's sake, and deprecates it. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration hadoop) {
        return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        row = consumer;
    }

    @Override
    public void write(ArchivedEvent event) {
        RecordConsumer to = Objects.requireNonNull(row);
        JsonNode envelope = IncomingEvent.of(event.body(), event.time()).envelope();
        to.startMessage();
        put(to, "id", event.id());
        put(to, "source", event.source());
        put(to, "type", event.type());
        field(to, "time", () -> to.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, event.time())));
        field(to, "schemaversion", () -> to.addInteger(event.schemaVersion()));
        Integer version = event.version();
        if (version != null) {
            field(to, "entityversion", () -> to.addInteger(version));
        }
        TEXTS.forEach(name -> put(to, name, envelope.path(name).textValue()));
        // Of an event of others, EventBridge's wrapping is the envelope.
        boolean isOurs = envelope.has("specversion");
        put(to, "extensions", isOurs ? extensions(envelope) : null);
        JsonNode data = envelope.get(isOurs ? "data" : "detail");
        put(to, "data", data == null ? null : data.toString());
        to.endMessage();
    }

    private static @Nullable String extensions(JsonNode envelope) {
        ObjectNode rest = envelope.deepCopy();
        ObjectNode extensions = rest.remove(NO_EXTENSIONS).remove(TEXTS);
        return extensions.isEmpty() ? null : extensions.toString();
    }

    private static void put(RecordConsumer row, String name, @Nullable String text) {
        if (text != null) {
            field(row, name, () -> row.addBinary(Binary.fromString(text)));
        }
    }

    private static void field(RecordConsumer row, String name, Runnable value) {
        int index = SCHEMA.getFieldIndex(name);
        row.startField(name, index);
        value.run();
        row.endField(name, index);
    }
}
