package dev.evenstep.internal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Java's own maps, lists and values, and back. */
public final class PlainTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainTree() {}

    /** A copy that can be changed. */
    public static Map<String, @Nullable Object> of(ObjectNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(property -> map.put(property.getKey(), value(property.getValue())));
        return map;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> of((ObjectNode) node);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(element -> list.add(value(element)));
                yield list;
            }
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            default -> null;
        };
    }

    private static Number number(JsonNode node) {
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isIntegralNumber() ? node.bigIntegerValue() : node.decimalValue();
    }

    /** @throws IllegalArgumentException naming the place of what is no JSON */
    public static ObjectNode node(Map<?, ?> map, String place) {
        ObjectNode node = NODES.objectNode();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException(place + " has a name that is no text");
            }
            node.set(text, node(value, place + "." + text));
        });
        return node;
    }

    private static JsonNode node(@Nullable Object value, String place) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.textNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case BigDecimal number -> NODES.numberNode(number);
            case BigInteger number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Number number -> NODES.numberNode(number.longValue());
            case Map<?, ?> map -> node(map, place);
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                for (int i = 0; i < list.size(); i++) {
                    array.add(node(list.get(i), place + "[" + i + "]"));
                }
                yield array;
            }
            default ->
                throw new IllegalArgumentException(
                        place + " is of " + value.getClass().getName()
                                + ", which is no JSON: text, numbers, booleans, null, maps and lists are");
        };
    }
}
