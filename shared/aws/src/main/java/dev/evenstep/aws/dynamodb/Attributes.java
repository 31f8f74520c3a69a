package dev.evenstep.aws.dynamodb;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values between the core's kinds and DynamoDB's. */
final class Attributes {

    private Attributes() {}

    static AttributeValue of(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case BigDecimal number -> AttributeValue.fromN(number.toString());
            case Boolean truth -> AttributeValue.fromBool(truth);
            case List<?> list ->
                AttributeValue.fromL(list.stream().map(Attributes::of).toList());
            case Map<?, ?> map -> {
                Map<String, AttributeValue> values = new LinkedHashMap<>();
                map.forEach((name, nested) -> values.put(name.toString(), of(nested)));
                yield AttributeValue.fromM(values);
            }
            default -> throw new IllegalArgumentException("No attribute value for " + value.getClass());
        };
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static Map<String, AttributeValue> of(ItemKey key) {
        return all(key.attributes());
    }

    static Map<String, AttributeValue> all(Map<String, Object> attributes) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(name, of(value)));
        return values;
    }

    /** An item as the core reads it. Kinds that the core has no word for are left out. */
    static Item item(Map<String, AttributeValue> values) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> put(attributes, name, value));
        return new Item(attributes);
    }

    private static void put(Map<String, Object> attributes, String name, AttributeValue value) {
        switch (value.type()) {
            case S -> attributes.put(name, value.s());
            case N -> attributes.put(name, new BigDecimal(value.n()));
            case BOOL -> attributes.put(name, value.bool());
            case L -> attributes.put(name, list(value.l()));
            case M -> attributes.put(name, item(value.m()).attributes());
            case B, SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION -> {}
        }
    }

    private static List<Object> list(List<AttributeValue> values) {
        return values.stream()
                .map(value -> item(Map.of("element", value)).attributes())
                .flatMap(element -> element.values().stream())
                .toList();
    }
}
