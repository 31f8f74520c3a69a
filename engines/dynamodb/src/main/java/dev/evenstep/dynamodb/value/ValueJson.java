package dev.evenstep.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Map;

/**
 * Attribute values and items to and from DynamoDB's JSON. What is read is refused, in AWS's words, by an
 * {@link dev.evenstep.engine.protocol.AwsException} that is a SerializationException or a ValidationException.
 */
public final class ValueJson {

    private ValueJson() {}

    /** A value such as {@code {"S":"text"}}, at most 32 levels deep. */
    public static Value read(JsonNode json) {
        return ValueReader.value(json, 1);
    }

    /** An item or a key: names to values. */
    public static TableItem readItem(JsonNode json) {
        return new TableItem(ValueReader.entries(json, 1));
    }

    /** A parameter that is a string. */
    public static String text(JsonNode json) {
        return ValueReader.text(json);
    }

    public static ObjectNode write(TableItem item) {
        return write(item.attributes());
    }

    private static ObjectNode write(Map<String, Value> entries) {
        ObjectNode json = JsonTrees.object();
        entries.forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    /** Such as {@code {"S":"text"}}; numbers without an exponent. */
    public static ObjectNode write(Value value) {
        ObjectNode json = JsonTrees.object();
        switch (value) {
            case Value.Bool(var flag) -> json.put("BOOL", flag);
            case Value.NullValue() -> json.put("NULL", true);
            case Value.M(var entries) -> json.set("M", write(entries));
            case Value.L(var elements) -> {
                ArrayNode list = json.putArray("L");
                elements.forEach(element -> list.add(write(element)));
            }
            case Value.Members(var type, var all) -> {
                ArrayNode set = json.putArray(type);
                all.forEach(member -> set.add(scalar(member)));
            }
            default -> json.put(value.type(), scalar(value));
        }
        return json;
    }

    private static String scalar(Value value) {
        return switch (value) {
            case Value.S(var text) -> text;
            case Value.N(var number) -> number.toPlainString();
            case Value.B(var bytes) -> bytes.base64();
            default -> throw new IllegalArgumentException("No string, number or bytes: " + value);
        };
    }
}
