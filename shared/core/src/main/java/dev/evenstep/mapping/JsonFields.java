package dev.evenstep.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.PlainJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read by pointers (RFC 6901): {@code /customer/name}. What is missing or of another kind makes its
 * record {@code malformed}; the failure names the pointer, and never quotes the content.
 */
public final class JsonFields {

    private final ObjectNode tree;
    private final String place;

    /** @param place the pointer to it in what came */
    JsonFields(ObjectNode tree, String place) {
        this.tree = tree;
        this.place = place;
    }

    /** Whether there is something, and not null. */
    public boolean has(String pointer) {
        return find(pointer) != null;
    }

    /** A text; of a number or a boolean, as it is written. */
    public String text(String pointer) {
        String text = optionalText(pointer);
        if (text == null) {
            throw malformed(pointer, "is missing");
        }
        return text;
    }

    /** The same; null where nothing or null is there. */
    public @Nullable String optionalText(String pointer) {
        JsonNode value = find(pointer);
        if (value == null) {
            return null;
        }
        if (value.isContainerNode()) {
            throw malformed(pointer, "is an " + kind(value) + ", not a text or a number");
        }
        return value.isTextual() ? value.textValue() : PlainJson.text(value, place + pointer);
    }

    /** A whole number, also one that is written as a text. */
    public long number(String pointer) {
        try {
            return Long.parseLong(text(pointer));
        } catch (NumberFormatException other) {
            throw malformed(pointer, "is no whole number of 64 bits");
        }
    }

    /** An object within. */
    public JsonFields at(String pointer) {
        JsonNode value = find(pointer);
        if (value instanceof ObjectNode object) {
            return new JsonFields(object, place + pointer);
        }
        throw malformed(pointer, value == null ? "is missing" : "is no object but " + kind(value));
    }

    /** All of it, as JSON text. */
    public String json() {
        return PlainJson.text(tree, place);
    }

    ObjectNode tree() {
        return tree;
    }

    @Nullable
    JsonNode find(String pointer) {
        JsonNode value = tree.at(JsonPointer.compile(pointer));
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    PermanentFailure malformed(String pointer, String what) {
        return new PermanentFailure(Reason.MALFORMED, place + pointer + " " + what);
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return json();
    }
}
