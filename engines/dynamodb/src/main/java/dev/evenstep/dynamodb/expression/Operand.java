package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an expression takes from an item, or brings along. */
interface Operand {

    /** Null where the item does not have it. */
    @Nullable
    Value of(TableItem item);

    /** Null where it depends on the item. */
    default @Nullable String type() {
        return null;
    }

    record Constant(Value value) implements Operand {
        @Override
        public Value of(TableItem item) {
            return value;
        }

        @Override
        public String type() {
            return value.type();
        }
    }

    /** In characters, bytes or elements. */
    record Size(Operand operand) implements Operand {
        @Override
        public @Nullable Value of(TableItem item) {
            int size = switch (operand.of(item)) {
                case Value.S(var text) -> text.length();
                case Value.B(var bytes) -> bytes.size();
                case Value.M(var entries) -> entries.size();
                case Value.L(var elements) -> elements.size();
                case Value.Members(var type, var all) -> all.size();
                case null, default -> -1;
            };
            return size < 0 ? null : new Value.N(BigDecimal.valueOf(size).stripTrailingZeros());
        }

        @Override
        public String type() {
            return "N";
        }
    }
}
