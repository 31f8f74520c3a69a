package dev.evenstep.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Value.B;
import dev.evenstep.dynamodb.value.Value.Bool;
import dev.evenstep.dynamodb.value.Value.Bs;
import dev.evenstep.dynamodb.value.Value.L;
import dev.evenstep.dynamodb.value.Value.M;
import dev.evenstep.dynamodb.value.Value.N;
import dev.evenstep.dynamodb.value.Value.Ns;
import dev.evenstep.dynamodb.value.Value.Null;
import dev.evenstep.dynamodb.value.Value.S;
import dev.evenstep.dynamodb.value.Value.Ss;
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
            case S(var text) -> json.put("S", text);
            case N(var number) -> json.put("N", Numbers.write(number));
            case B(var bytes) -> json.put("B", bytes.base64());
            case Bool(var flag) -> json.put("BOOL", flag);
            case Null() -> json.put("NULL", true);
            case M(var entries) -> {
                ObjectNode map = json.putObject("M");
                entries.forEach((name, entry) -> map.set(name, write(entry)));
            }
            case L(var elements) -> {
                ArrayNode list = json.putArray("L");
                elements.forEach(element -> list.add(write(element)));
            }
            case Ss(var texts) -> texts.forEach(json.putArray("SS")::add);
            case Ns(var numbers) -> {
                ArrayNode set = json.putArray("NS");
                numbers.forEach(number -> set.add(Numbers.write(number)));
            }
            case Bs(var all) -> {
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
            case S s -> "S";
            case N n -> "N";
            case B b -> "B";
            case Bool b -> "BOOL";
            case Null n -> "NULL";
            case M m -> "M";
            case L l -> "L";
            case Ss s -> "SS";
            case Ns n -> "NS";
            case Bs b -> "BS";
        };
    }
}
