package dev.evenstep.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values out of DynamoDB's JSON. */
final class ValueReader {

    private static final String ATTRIBUTE_VALUE = "com.amazonaws.dynamodb.v20120810.AttributeValue";
    private static final String ONE_TYPE = ", must contain exactly one of the supported datatypes";
    private static final String STRUCTURE = "Start of structure or map found where not expected";

    private ValueReader() {}

    static Map<String, Value> entries(JsonNode json, int level) {
        if (!(json instanceof ObjectNode object)) {
            throw Invalid.shape(
                    json.isArray()
                            ? "Unrecognized collection type java.util.Map<java.lang.String, " + ATTRIBUTE_VALUE + ">"
                            : "Unexpected field type");
        }
        Map<String, Value> entries = LinkedHashMap.newLinkedHashMap(object.size());
        object.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue(), level)));
        return Collections.unmodifiableMap(entries);
    }

    static Value value(JsonNode json, int level) {
        if (level > TableItem.DEEPEST) {
            throw Invalid.depth();
        }
        if (!(json instanceof ObjectNode object)) {
            throw Invalid.shape(
                    json.isArray()
                            ? "Unrecognized collection type class " + ATTRIBUTE_VALUE
                            : "Unexpected value type in payload");
        }
        Value value = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Value next = member.getValue().isNull() ? null : typed(member.getKey(), member.getValue(), level);
            if (next != null && value != null) {
                throw Invalid.request("Supplied AttributeValue has more than one datatypes set" + ONE_TYPE);
            }
            value = next == null ? value : next;
        }
        if (value == null) {
            throw Invalid.request("Supplied AttributeValue is empty" + ONE_TYPE);
        }
        return value;
    }

    /** Null: not a type. */
    private static @Nullable Value typed(String type, JsonNode json, int level) {
        return switch (type) {
            case "S", "N" -> scalar(type, text(json));
            case "B" -> new Value.B(bytes(json));
            case "BOOL" -> new Value.Bool(flag(json));
            case "NULL" -> {
                if (!flag(json)) {
                    throw Invalid.parameter("Null attribute value types must have the value of true");
                }
                yield new Value.NullValue();
            }
            case "M" -> new Value.M(entries(json, level + 1));
            case "L" -> {
                List<Value> elements = new ArrayList<>(json.size());
                array(json).forEach(element -> elements.add(value(element, level + 1)));
                yield new Value.L(Collections.unmodifiableList(elements));
            }
            case "SS", "NS", "BS" -> new Value.Members(type, members(type, array(json)));
            default -> null;
        };
    }

    private static Set<Value> members(String type, ArrayNode array) {
        if (array.isEmpty()) {
            throw Invalid.parameter(
                    switch (type) {
                        case "SS" -> "An string set  may not be empty";
                        case "NS" -> "An number set  may not be empty";
                        default -> "Binary sets should not be empty";
                    });
        }
        Set<Value> members = LinkedHashSet.newLinkedHashSet(array.size());
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            String text = text(element);
            texts.add(text);
            members.add(scalar(type.substring(0, 1), text));
        }
        if (members.size() < array.size()) {
            throw switch (type) {
                case "SS" -> Invalid.parameter("Input collection " + texts + " contains duplicates.");
                case "NS" -> Invalid.request("Input collection contains duplicates");
                default -> Invalid.parameter("Input collection " + texts + "of type BS contains duplicates.");
            };
        }
        return Collections.unmodifiableSet(members);
    }

    private static Value scalar(String type, String text) {
        return switch (type) {
            case "S" -> new Value.S(text);
            case "N" -> new Value.N(NumberRules.parse(text));
            default -> new Value.B(decode(text));
        };
    }

    private static ArrayNode array(JsonNode json) {
        if (json instanceof ArrayNode array) {
            return array;
        }
        throw Invalid.shape(json.isObject() ? STRUCTURE : "Unexpected field type");
    }

    static String text(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        throw wrongType(json, "String");
    }

    /** The service takes some words for flags, too. */
    private static boolean flag(JsonNode json) {
        return switch (json.isNumber() ? "" : json.asText().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw wrongType(json, "Boolean");
        };
    }

    private static AwsException wrongType(JsonNode json, String expected) {
        String found = json.isIntegralNumber()
                ? "NUMBER"
                : json.isNumber() ? "DECIMAL" : json.asText().toUpperCase(Locale.ROOT);
        return Invalid.shape(
                switch (json.getNodeType()) {
                    case NUMBER, BOOLEAN -> found + "_VALUE cannot be converted to " + expected;
                    case STRING -> "Unexpected token received from parser";
                    case ARRAY -> "Unrecognized collection type class java.lang." + expected;
                    default -> STRUCTURE;
                });
    }

    private static ByteString bytes(JsonNode json) {
        if (json.isTextual()) {
            return decode(json.textValue());
        }
        throw Invalid.shape(
                json.isContainerNode() ? STRUCTURE : "only base-64-encoded strings are convertible to bytes");
    }

    private static ByteString decode(String text) {
        try {
            if (text.length() % 4 != 0) {
                throw new IllegalArgumentException();
            }
            return ByteString.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw Invalid.shape("Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
        }
    }
}
