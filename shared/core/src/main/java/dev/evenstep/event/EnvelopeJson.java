package dev.evenstep.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.time.Instant;
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
    public Envelope read(String body) {
        return envelope(body, null);
    }

    /**
     * An envelope, whose time CloudEvents lets a producer leave out.
     *
     * @param sent its time where it does not say one itself
     * @throws PermanentFailure as {@link #read(String)} does
     */
    public Envelope read(String body, Instant sent) {
        return envelope(body, sent);
    }

    private Envelope envelope(String body, @Nullable Instant sent) {
        Attributes attributes = new Attributes(unwrap.apply(text.parse(body)));
        attributes.requireText("specversion", "1.0");
        attributes.requireJsonContent();
        attributes.requireNoBinaryData();
        try {
            return new Envelope(
                    attributes.text("id"),
                    attributes.text("source"),
                    attributes.text("type"),
                    attributes.count("schemaversion", 1),
                    attributes.time("time", sent),
                    attributes.optionalText("subject"),
                    attributes.optionalCount("entityversion"),
                    new Lineage(
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
        return PlainJson.text(tree(envelope), "");
    }

    private static ObjectNode tree(Envelope envelope) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("specversion", "1.0");
        tree.put("id", envelope.id());
        tree.put("source", envelope.source());
        tree.put("type", envelope.type());
        tree.put("time", Rfc3339.text(envelope.time()));
        putIfPresent(tree, "subject", envelope.subject());
        putIfPresent(tree, "dataschema", envelope.dataSchema());
        tree.put("datacontenttype", "application/json");
        tree.put("schemaversion", envelope.schemaVersion());
        if (envelope.entityVersion() != null) {
            tree.put("entityversion", envelope.entityVersion());
        }
        putIfPresent(tree, "correlationid", envelope.lineage().correlationId());
        putIfPresent(tree, "causationid", envelope.lineage().causationId());
        putIfPresent(tree, "traceparent", envelope.lineage().traceParent());
        putIfPresent(tree, "partitionkey", envelope.partitionKey());
        envelope.extensions().forEach((name, value) -> tree.set(name, extension(value)));
        tree.set("data", envelope.data());
        return tree;
    }

    private static void putIfPresent(ObjectNode tree, String attribute, @Nullable String value) {
        if (value != null) {
            tree.put(attribute, value);
        }
    }

    private static JsonNode extension(Object value) {
        return switch (value) {
            case Integer number -> IntNode.valueOf(number);
            case Boolean truth -> BooleanNode.valueOf(truth);
            default -> TextNode.valueOf(value.toString());
        };
    }
}
