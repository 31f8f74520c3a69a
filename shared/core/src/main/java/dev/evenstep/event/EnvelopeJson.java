package dev.evenstep.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes as JSON, in CloudEvents' structured mode (application/cloudevents+json), read with limits. Attributes that
 * it does not know are ignored, as CloudEvents asks of readers.
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
     * @throws PermanentFailure {@link Reason#TOO_LARGE}, {@link Reason#TOO_DEEP} or {@link Reason#MALFORMED}; its
     *     message names the attribute and never quotes the body
     */
    public Envelope read(String body) {
        Attributes attributes = new Attributes(unwrap.apply(text.parse(body)));
        attributes.requireText("specversion", "1.0");
        attributes.requireJsonContent();
        try {
            return new Envelope(
                    attributes.text("id"),
                    attributes.text("source"),
                    attributes.text("type"),
                    attributes.count("schemaversion", 1),
                    attributes.time("time"),
                    attributes.optionalText("subject"),
                    attributes.optionalCount("entityversion"),
                    new Lineage(
                            attributes.optionalText("correlationid"),
                            attributes.optionalText("causationid"),
                            attributes.optionalText("traceparent")),
                    attributes.optionalText("partitionkey"),
                    attributes.optionalText("dataschema"),
                    attributes.object("data"));
        } catch (IllegalArgumentException invalid) {
            throw PermanentFailure.because(Reason.MALFORMED, "The envelope's " + invalid.getMessage(), invalid);
        }
    }

    public String write(Envelope envelope) {
        return tree(envelope).toString();
    }

    private static ObjectNode tree(Envelope envelope) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("specversion", "1.0");
        tree.put("id", envelope.id());
        tree.put("source", envelope.source());
        tree.put("type", envelope.type());
        tree.put("time", envelope.time().toString());
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
        tree.set("data", envelope.data());
        return tree;
    }

    private static void putIfPresent(ObjectNode tree, String attribute, @Nullable String value) {
        if (value != null) {
            tree.put(attribute, value);
        }
    }
}
