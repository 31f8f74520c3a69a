package dev.evenstep.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.AwsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters by their JSON type. Another type is a {@code SerializationException}; null is as if it were not there. */
public final class Shape {

    private Shape() {}

    public static @Nullable String text(JsonNode request, String name) {
        JsonNode value = value(request, name);
        if (value != null && !value.isTextual()) {
            throw unfit(value, "String");
        }
        return value == null ? null : value.textValue();
    }

    public static boolean flag(JsonNode request, String name, boolean otherwise) {
        JsonNode value = value(request, name);
        if (value != null && !value.isBoolean()) {
            throw unfit(value, "Boolean");
        }
        return value == null ? otherwise : value.booleanValue();
    }

    public static @Nullable Integer number(JsonNode request, String name) {
        JsonNode value = value(request, name);
        if (value != null && !value.isNumber()) {
            throw unfit(value, "Integer");
        }
        return value == null ? null : value.intValue();
    }

    public static @Nullable ObjectNode structure(JsonNode request, String name) {
        JsonNode value = value(request, name);
        return value == null ? null : structure(value);
    }

    public static ObjectNode structure(JsonNode value) {
        if (value instanceof ObjectNode structure) {
            return structure;
        }
        throw Invalid.shape(
                value.isArray() ? "Start of list found where not expected" : "Unexpected value type in payload");
    }

    /** Of values by names that the request chose. */
    public static ObjectNode map(JsonNode value) {
        if (value instanceof ObjectNode map) {
            return map;
        }
        throw Invalid.shape("Unexpected field type");
    }

    /** A list's elements; none where it is missing. */
    public static Iterable<JsonNode> list(JsonNode request, String name) {
        JsonNode value = value(request, name);
        return value == null ? List.of() : list(value);
    }

    public static Iterable<JsonNode> list(JsonNode value) {
        if (!value.isArray()) {
            throw Invalid.shape(
                    value.isObject() ? "Start of structure or map found where not expected." : "Unexpected field type");
        }
        return value;
    }

    private static @Nullable JsonNode value(JsonNode request, String name) {
        JsonNode value = request.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static AwsException unfit(JsonNode value, String type) {
        if (value.isObject()) {
            return Invalid.shape("Start of structure or map found where not expected.");
        }
        if (value.isArray()) {
            return Invalid.shape("Start of list found where not expected");
        }
        String kind = value.isTextual()
                ? "STRING_VALUE"
                : value.isNumber() ? "NUMBER_VALUE" : value.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
        return Invalid.shape("%s cannot be converted to %s".formatted(kind, type));
    }
}
