package dev.evenstep.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.Rfc3339;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.RecordMapping;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON as events: it says where their attributes come from, by {@link #at}, {@link #header}, {@link #key}, {@link #always} or a
 * function of one's own. What is an envelope already, or has one where the data is or a bus puts it, stays as it is. What Kafka Connect's
 * JsonConverter puts around is taken off. Immutable.
 *
 * <p>Without {@link #id}, an event is called as its record is by its source ({@link IncomingRecord#place}): whatever the source
 * brings again is known again. What its producer sends twice are two records, and so two events: where the body names what is
 * sent, take the id from there. Over HTTP every attempt has another name, so that the id must come from the body.
 */
public final class JsonMapping implements RecordMapping {

    private enum Attribute {
        TYPE,
        ID,
        SUBJECT,
        TIME,
        VERSION,
        CORRELATION
    }

    private final String source;
    private final Map<Attribute, Function<IncomingRecord, @Nullable String>> parts;
    private final String data;
    private final Limits limits;
    private final ConnectJson json;
    private final Envelopes envelopes = new Envelopes();

    private JsonMapping(
            String source,
            Map<Attribute, Function<IncomingRecord, @Nullable String>> parts,
            String data,
            Limits limits) {
        this.source = source;
        this.parts = parts;
        this.data = data;
        this.limits = limits;
        this.json = new ConnectJson(limits);
    }

    /**
     * The body as data, of events with a type and nothing else.
     *
     * @param source who sends it; with the id it makes the event unique
     * @param type null: the record is no event, and done
     */
    public static JsonMapping of(String source, Function<IncomingRecord, @Nullable String> type) {
        EventEnvelope.requireName("source", source);
        return new JsonMapping(source, new EnumMap<>(Map.of(Attribute.TYPE, type)), "", Limits.defaults());
    }

    /** What the body has there, a text, number or boolean; where it has none, the record is {@code malformed}. */
    public static Function<IncomingRecord, @Nullable String> at(String pointer) {
        JsonPointer unused = JsonPointer.compile(pointer);
        return record -> record.body().text(pointer);
    }

    /** What a header or a message attribute says, and nothing where there is none. */
    public static Function<IncomingRecord, @Nullable String> header(String name) {
        return record -> record.header(name);
    }

    /** The record's key, and nothing where there is none. */
    public static Function<IncomingRecord, @Nullable String> key() {
        return IncomingRecord::key;
    }

    /** The same for every record. */
    public static Function<IncomingRecord, @Nullable String> always(String text) {
        return record -> text;
    }

    /** Unique within the source; where it answers null, the record's place. */
    public JsonMapping id(Function<IncomingRecord, @Nullable String> id) {
        return with(Attribute.ID, id);
    }

    /** The entity that the event is about. */
    public JsonMapping subject(Function<IncomingRecord, @Nullable String> subject) {
        return with(Attribute.SUBJECT, subject);
    }

    /** As RFC 3339, or in milliseconds since 1970. Where it answers null, when the record was sent. */
    public JsonMapping time(Function<IncomingRecord, @Nullable String> time) {
        return with(Attribute.TIME, time);
    }

    /** The entity's version, from 1, each one more than the last: by it {@code inOrder()} works. */
    public JsonMapping version(Function<IncomingRecord, @Nullable String> version) {
        return with(Attribute.VERSION, version);
    }

    public JsonMapping correlation(Function<IncomingRecord, @Nullable String> correlation) {
        return with(Attribute.CORRELATION, correlation);
    }

    /** An object within the body as data, instead of all of it. */
    public JsonMapping data(String pointer) {
        JsonPointer unused = JsonPointer.compile(pointer);
        return new JsonMapping(source, parts, pointer, limits);
    }

    /** Of the body, 128 KiB by default; the envelope that is made must be within the consumer's limit, too. */
    public JsonMapping withMaxBytes(int bytes) {
        return new JsonMapping(source, parts, data, limits.withMaxBytes(bytes));
    }

    private JsonMapping with(Attribute attribute, Function<IncomingRecord, @Nullable String> part) {
        Map<Attribute, Function<IncomingRecord, @Nullable String>> more = new EnumMap<>(parts);
        more.put(attribute, part);
        return new JsonMapping(source, more, data, limits);
    }

    @Override
    public @Nullable Delivery map(Delivery delivery) {
        if (delivery.system(Delivery.ENCODING) != null || delivery.isTombstone()) {
            return delivery;
        }
        JsonNode read = json.read(delivery.body());
        if (!(read instanceof ObjectNode body)) {
            throw new PermanentFailure(Reason.MALFORMED, "The body is no JSON object");
        }
        if (body.has("specversion")
                || body.at(data).has("specversion")
                || body.at("/detail").has("specversion")) {
            return delivery;
        }
        IncomingRecord record = new IncomingRecord(delivery, new JsonFields(body, ""), json);
        String type = part(record, Attribute.TYPE);
        return type == null ? null : delivery.withBody(event(record, type));
    }

    private String event(IncomingRecord record, String type) {
        String id = part(record, Attribute.ID);
        Envelopes.Head head = new Envelopes.Head(
                id == null ? record.place() : id,
                source,
                type,
                time(record),
                part(record, Attribute.SUBJECT),
                version(part(record, Attribute.VERSION)),
                part(record, Attribute.CORRELATION),
                Map.of());
        JsonFields content = data.isEmpty() ? record.body() : record.body().at(data);
        return envelopes.write(head, 1, content.tree());
    }

    private @Nullable String part(IncomingRecord record, Attribute attribute) {
        Function<IncomingRecord, @Nullable String> part = parts.get(attribute);
        return part == null ? null : part.apply(record);
    }

    private Instant time(IncomingRecord record) {
        String text = part(record, Attribute.TIME);
        if (text != null) {
            return time(text);
        }
        if (record.sentAt() == null) {
            throw new PermanentFailure(
                    Reason.MALFORMED, "Nobody says the event's time: name where it comes from, with time(…)");
        }
        return record.sentAt();
    }

    private static Instant time(String text) {
        try {
            return text.matches("\\d{1,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : Rfc3339.parse(text).toInstant();
        } catch (DateTimeException invalid) {
            throw PermanentFailure.because(
                    Reason.MALFORMED, "The time is neither RFC 3339 nor milliseconds since 1970", invalid);
        }
    }

    private static @Nullable Integer version(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException invalid) {
            throw PermanentFailure.because(Reason.MALFORMED, "The version is no whole number of 32 bits", invalid);
        }
    }
}
