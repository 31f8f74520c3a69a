package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a condition compares: a constant, or an attribute, or the size of either.
 *
 * @param sizeOnly whether it is the size, in characters, bytes or elements
 */
record Operand(@Nullable Value constant, @Nullable Path path, boolean sizeOnly) {

    static Operand of(Value constant) {
        return new Operand(constant, null, false);
    }

    static Operand of(Path path) {
        return new Operand(null, path, false);
    }

    Operand size() {
        return new Operand(constant, path, true);
    }

    boolean isAttribute() {
        return path != null && !sizeOnly;
    }

    /** Null where it depends on the item. */
    @Nullable
    String type() {
        return sizeOnly ? "N" : constant == null ? null : Values.type(constant);
    }

    /** Null where the item does not have it. */
    @Nullable
    Value of(Item item) {
        Value value = path == null ? constant : path.in(item);
        return value != null && sizeOnly ? size(value) : value;
    }

    private static @Nullable Value size(Value value) {
        int size = switch (value) {
            case Value.S(var text) -> text.length();
            case Value.B(var bytes) -> bytes.size();
            case Value.M(var entries) -> entries.size();
            case Value.L(var elements) -> elements.size();
            case Value.Ss(var texts) -> texts.size();
            case Value.Ns(var numbers) -> numbers.size();
            case Value.Bs(var all) -> all.size();
            default -> -1;
        };
        return size < 0 ? null : new Value.N(BigDecimal.valueOf(size).stripTrailingZeros());
    }
}
