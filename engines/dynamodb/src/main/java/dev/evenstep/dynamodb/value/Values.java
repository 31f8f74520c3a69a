package dev.evenstep.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;

/** Attribute values and items to and from DynamoDB's JSON, with AWS's validations. */
public final class Values {

    private Values() {}

    /**
     * A value such as {@code {"S":"text"}}, at most 32 levels deep.
     *
     * @throws dev.evenstep.engine.protocol.AwsException SerializationException or ValidationException, in AWS's words
     */
    public static Value read(JsonNode json) {
        return ValueReader.value(json, 1);
    }

    /**
     * An item or a key: names to values.
     *
     * @throws dev.evenstep.engine.protocol.AwsException SerializationException or ValidationException, in AWS's words
     */
    public static Item readItem(JsonNode json) {
        return new Item(ValueReader.entries(json, 1));
    }

    public static ObjectNode write(Item item) {
        ObjectNode json = Json.object();
        item.attributes().forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    /** Such as {@code {"S":"text"}}; numbers without an exponent. */
    public static ObjectNode write(Value value) {
        ObjectNode json = Json.object();
        switch (value) {
            case Value.S(var text) -> json.put("S", text);
            case Value.N(var number) -> json.put("N", Numbers.write(number));
            case Value.B(var bytes) -> json.put("B", bytes.base64());
            case Value.Bool(var flag) -> json.put("BOOL", flag);
            case Value.Null() -> json.put("NULL", true);
            case Value.M(var entries) -> {
                ObjectNode map = json.putObject("M");
                entries.forEach((name, entry) -> map.set(name, write(entry)));
            }
            case Value.L(var elements) -> {
                ArrayNode list = json.putArray("L");
                elements.forEach(element -> list.add(write(element)));
            }
            case Value.Ss(var texts) -> texts.forEach(json.putArray("SS")::add);
            case Value.Ns(var numbers) -> {
                ArrayNode set = json.putArray("NS");
                numbers.forEach(number -> set.add(Numbers.write(number)));
            }
            case Value.Bs(var all) -> {
                ArrayNode set = json.putArray("BS");
                all.forEach(bytes -> set.add(bytes.base64()));
            }
        }
        return json;
    }

    /**
     * A parameter that is a string.
     *
     * @throws dev.evenstep.engine.protocol.AwsException SerializationException where it is none
     */
    public static String text(JsonNode json) {
        return ValueReader.text(json);
    }

    /** Its type as AWS names it, such as {@code SS}. */
    public static String type(Value value) {
        return switch (value) {
            case Value.S s -> "S";
            case Value.N n -> "N";
            case Value.B b -> "B";
            case Value.Bool b -> "BOOL";
            case Value.Null n -> "NULL";
            case Value.M m -> "M";
            case Value.L l -> "L";
            case Value.Ss s -> "SS";
            case Value.Ns n -> "NS";
            case Value.Bs b -> "BS";
        };
    }
}
