package dev.evenstep.internal.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes as JSON, in CloudEvents' structured mode (application/cloudevents+json), read with limits. Attributes that
 * it does not know are extensions, which are kept. Numbers keep their value and are written plainly: see {@link
 * PlainJson}.
 */
public final class EnvelopeJson {

    private final JsonText text;
    private final UnaryOperator<JsonNode> unwrap;

    /** Reads bodies that are an envelope and nothing around it. */
    public EnvelopeJson(Limits limits) {
        this(limits, UnaryOperator.identity());
    }

    /** @param unwrap takes the envelope out of what a transport put around it */
    public EnvelopeJson(Limits limits, UnaryOperator<JsonNode> unwrap) {
        this.text = new JsonText(limits);
        this.unwrap = unwrap;
    }

    /**
     * An envelope that must say its time.
     *
     * @throws PermanentFailure {@link Reason#TOO_LARGE}, {@link Reason#TOO_DEEP} or {@link Reason#MALFORMED}; its
     *     message names the attribute and never quotes the body
     */
    public EventEnvelope read(String body) {
        return envelope(body, null);
    }

    /**
     * An envelope, whose time CloudEvents lets a producer leave out.
     *
     * @param sent its time where it does not say one itself
     * @throws PermanentFailure as {@link #read(String)} does
     */
    public EventEnvelope read(String body, Instant sent) {
        return envelope(body, sent);
    }

    private EventEnvelope envelope(String body, @Nullable Instant sent) {
        Attributes attributes = new Attributes(unwrap.apply(text.parse(body)));
        attributes.requireText("specversion", "1.0");
        attributes.requireJsonContent();
        attributes.requireNoBinaryData();
        try {
            return new EventEnvelope(
                    attributes.text("id"),
                    attributes.text("source"),
                    attributes.text("type"),
                    attributes.count("schemaversion", 1),
                    attributes.time("time", sent),
                    attributes.optionalText("subject"),
                    attributes.optionalCount("entityversion"),
                    new CorrelationContext(
                            attributes.optionalText("correlationid"),
                            attributes.optionalText("causationid"),
                            attributes.optionalText("traceparent")),
                    attributes.optionalText("partitionkey"),
                    attributes.optionalText("dataschema"),
                    attributes.extensions(),
                    attributes.object("data"));
        } catch (IllegalArgumentException invalid) {
            throw PermanentFailure.because(Reason.MALFORMED, "The envelope's " + invalid.getMessage(), invalid);
        }
    }

    /**
     * @throws PermanentFailure {@link Reason#TOO_LARGE} or {@link Reason#UNREADABLE_DATA} when the data has a number
     *     that cannot be written
     */
    public String write(Envelope envelope) {
        return PlainJson.text(json -> write(envelope, json));
    }

    private static void write(Envelope envelope, JsonGenerator json) throws IOException {
        JsonNode data = PlainJson.of(EventEnvelope.of(envelope).tree(), "data");
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", envelope.id());
        json.writeStringField("source", envelope.source());
        json.writeStringField("type", envelope.type());
        json.writeStringField("time", Rfc3339.text(envelope.time()));
        writeIfPresent(json, "subject", envelope.subject());
        writeIfPresent(json, "dataschema", envelope.dataSchema());
        json.writeStringField("datacontenttype", "application/json");
        json.writeNumberField("schemaversion", envelope.schemaVersion());
        if (envelope.entityVersion() != null) {
            json.writeNumberField("entityversion", envelope.entityVersion());
        }
        writeIfPresent(json, "correlationid", envelope.correlation().correlationId());
        writeIfPresent(json, "causationid", envelope.correlation().causationId());
        writeIfPresent(json, "traceparent", envelope.correlation().traceParent());
        writeIfPresent(json, "partitionkey", envelope.partitionKey());
        for (Map.Entry<String, Object> extension : envelope.extensions().entrySet()) {
            json.writePOJOField(extension.getKey(), extension.getValue());
        }
        json.writeFieldName("data");
        json.writeTree(data);
        json.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator json, String attribute, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(attribute, value);
        }
    }
}
