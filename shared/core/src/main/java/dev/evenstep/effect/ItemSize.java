package dev.evenstep.effect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bytes that DynamoDB counts for an item: names and values, by the developer guide's "DynamoDB item sizes and
 * formats", which calls its rule for numbers approximate.
 */
final class ItemSize {

    private static final int OVERHEAD_OF_A_DOCUMENT = 3;
    private static final int OVERHEAD_OF_AN_ELEMENT = 1;

    private ItemSize() {}

    static long of(Map<String, Object> attributes) {
        long size = 0;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            size += Values.bytes(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    static long of(Object value) {
        return switch (value) {
            case String text -> Values.bytes(text);
            case BigDecimal number -> (number.stripTrailingZeros().precision() + 1) / 2 + 1;
            case Bytes bytes -> bytes.length();
            case Set<?> set -> set.stream().mapToLong(ItemSize::of).sum();
            case List<?> list ->
                OVERHEAD_OF_A_DOCUMENT
                        + list.stream()
                                .mapToLong(element -> OVERHEAD_OF_AN_ELEMENT + of(element))
                                .sum();
            case Map<?, ?> map ->
                OVERHEAD_OF_A_DOCUMENT
                        + map.entrySet().stream()
                                .mapToLong(entry -> OVERHEAD_OF_AN_ELEMENT + of(entry.getKey()) + of(entry.getValue()))
                                .sum();
            default -> 1;
        };
    }
}
