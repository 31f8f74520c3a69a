package dev.evenstep.dynamodb.value;

import java.math.BigDecimal;
import java.util.Map;

/** The size by which items are limited and billed: UTF-8 names and values (developer guide, "DynamoDB item sizes"). */
public final class BilledSize {

    private static final int CONTAINER = 3;

    private BilledSize() {}

    /** In bytes, names included. */
    public static int of(TableItem item) {
        return entries(item.attributes(), 0);
    }

    /** In bytes. */
    public static int of(Value value) {
        return switch (value) {
            case Value.S(var text) -> utf8(text);
            case Value.N(var number) -> number(number);
            case Value.B(var bytes) -> bytes.size();
            case Value.Bool b -> 1;
            case Value.NullValue n -> 1;
            case Value.M(var entries) -> CONTAINER + entries(entries, 1);
            case Value.L(var elements) ->
                CONTAINER + elements.stream().mapToInt(BilledSize::of).sum() + elements.size();
            case Value.Members(var type, var all) ->
                all.stream().mapToInt(BilledSize::of).sum();
        };
    }

    private static int entries(Map<String, Value> entries, int overhead) {
        int size = 0;
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            size += utf8(entry.getKey()) + of(entry.getValue()) + overhead;
        }
        return size;
    }

    /** A byte for two digits, a byte beside them, and one for a minus. */
    private static int number(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int pairs = Math.floorDiv((int) NumberRules.exponent(number), 2) - Math.floorDiv(-number.scale(), 2) + 1;
        return pairs + (number.signum() < 0 ? 2 : 1);
    }

    /** The bytes of a text in UTF-8, without writing them. */
    static int utf8(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                size += c > 0x7FF && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return size;
    }
}
