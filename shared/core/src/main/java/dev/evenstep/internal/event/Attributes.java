package dev.evenstep.internal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    Instant time(String name, @Nullable Instant otherwise) {
        String value = otherwise == null ? text(name) : optionalText(name);
        if (value == null) {
            return Objects.requireNonNull(otherwise);
        }
        try {
            return Rfc3339.parse(value).toInstant();
        } catch (DateTimeException invalid) {
            throw malformed("The envelope's " + name + " is " + invalid.getMessage());
        }
    }

    /** Those that are not null, which for CloudEvents is as good as absent. */
    Map<String, Object> extensions() {
        Map<String, Object> extensions = new HashMap<>();
        tree.properties().forEach(property -> {
            String name = property.getKey();
            JsonNode value = property.getValue();
            if (!Extensions.NOT_EXTENSIONS.contains(name) && !value.isNull()) {
                Extensions.requireName(name);
                extensions.put(name, extension(name, value));
            }
        });
        return extensions;
    }

    private static Object extension(String name, JsonNode value) {
        return switch (value) {
            case TextNode text -> text.textValue();
            case BooleanNode truth -> truth.booleanValue();
            case IntNode number -> number.intValue();
            default ->
                throw wrong(name, value, "a string, a boolean or a whole number from -2,147,483,648 to 2,147,483,647");
        };
    }

    void requireNoBinaryData() {
        if (find("data_base64") != null) {
            throw malformed("The envelope has data_base64; its data must be a JSON object");
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
