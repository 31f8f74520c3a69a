package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.effect.Bytes;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Item.Null;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values between the core's kinds and DynamoDB's. */
final class AttributeValues {

    private AttributeValues() {}

    static AttributeValue of(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case BigDecimal number -> AttributeValue.fromN(number.toPlainString());
            case Boolean truth -> AttributeValue.fromBool(truth);
            case Bytes bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toArray()));
            case Null none -> AttributeValue.fromNul(true);
            case Set<?> set -> set(set);
            case List<?> list ->
                AttributeValue.fromL(list.stream().map(AttributeValues::of).toList());
            case Map<?, ?> map -> {
                Map<String, AttributeValue> values = new LinkedHashMap<>();
                map.forEach((name, nested) -> values.put(name.toString(), of(nested)));
                yield AttributeValue.fromM(values);
            }
            default -> throw new IllegalArgumentException("No attribute value for " + value.getClass());
        };
    }

    /** By its first element: those of a set are of one kind, and there is one. */
    private static AttributeValue set(Set<?> set) {
        List<AttributeValue> elements = set.stream().map(AttributeValues::of).toList();
        return switch (elements.getFirst().type()) {
            case S ->
                AttributeValue.fromSs(elements.stream().map(AttributeValue::s).toList());
            case N ->
                AttributeValue.fromNs(elements.stream().map(AttributeValue::n).toList());
            default ->
                AttributeValue.fromBs(elements.stream().map(AttributeValue::b).toList());
        };
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static Map<String, AttributeValue> of(ItemKey key) {
        return all(key.attributes());
    }

    static Map<String, AttributeValue> of(Write.Put put) {
        Map<String, AttributeValue> values = new LinkedHashMap<>(of(put.key()));
        values.putAll(all(put.item().attributes()));
        return values;
    }

    static Map<String, AttributeValue> all(Map<String, Object> attributes) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(name, of(value)));
        return values;
    }

    /** An item as the core reads it, with everything that DynamoDB holds of it. */
    static Item item(Map<String, AttributeValue> values) {
        return new Item(map(values));
    }

    private static Map<String, Object> map(Map<String, AttributeValue> values) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put(name, value(name, value)));
        return attributes;
    }

    private static Object value(String name, AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case B -> bytes(value.b());
            case NUL -> Null.NULL;
            case SS -> Set.copyOf(value.ss());
            case NS -> value.ns().stream().map(BigDecimal::new).collect(Collectors.toSet());
            case BS -> value.bs().stream().map(AttributeValues::bytes).collect(Collectors.toSet());
            case L -> value.l().stream().map(element -> value(name, element)).toList();
            case M -> map(value.m());
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("Attribute " + name
                        + " is of a kind that this version of the AWS SDK does not know; take a newer");
        };
    }

    private static Bytes bytes(SdkBytes bytes) {
        return Bytes.of(bytes.asByteArray());
    }
}
