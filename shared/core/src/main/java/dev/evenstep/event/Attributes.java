package dev.evenstep.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An envelope's attributes, each read as what it must be. */
final class Attributes {

    private final JsonNode tree;

    Attributes(JsonNode tree) {
        if (!tree.isObject()) {
            throw malformed(
                    tree.isMissingNode()
                            ? "The body is empty"
                            : "The body is a JSON " + kind(tree) + ", not an object");
        }
        this.tree = tree;
    }

    String text(String name) {
        String value = optionalText(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    @Nullable
    String optionalText(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, value, "a string");
        }
        return value.textValue();
    }

    void requireText(String name, String only) {
        if (!text(name).equals(only)) {
            throw malformed("The envelope's " + name + " is not \"" + only + "\", the only one that is known");
        }
    }

    /** CloudEvents takes an absent content type for JSON. */
    void requireJsonContent() {
        String type = optionalText("datacontenttype");
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw malformed("The envelope's datacontenttype is not application/json");
        }
    }

    int count(String name, int otherwise) {
        Integer value = optionalCount(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    Integer optionalCount(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, value, "a whole number of at most 2,147,483,647");
        }
        return value.intValue();
    }

    Instant time(String name) {
        String value = text(name);
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException invalid) {
            throw malformed("The envelope's " + name + " is not a time of RFC 3339, such as 2026-11-21T08:00:00Z");
        }
    }

    ObjectNode object(String name) {
        JsonNode value = find(name);
        if (value == null) {
            throw missing(name);
        }
        if (!(value instanceof ObjectNode object)) {
            throw wrong(name, value, "an object");
        }
        return object;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = tree.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static PermanentFailure missing(String name) {
        return malformed("The envelope has no " + name);
    }

    private static PermanentFailure wrong(String name, JsonNode value, String expected) {
        return malformed("The envelope's " + name + " is a JSON " + kind(value) + ", not " + expected);
    }

    private static PermanentFailure malformed(String message) {
        return new PermanentFailure(Reason.MALFORMED, message);
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
