package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Value.B;
import dev.evenstep.dynamodb.value.Value.Bs;
import dev.evenstep.dynamodb.value.Value.L;
import dev.evenstep.dynamodb.value.Value.M;
import dev.evenstep.dynamodb.value.Value.N;
import dev.evenstep.dynamodb.value.Value.Ns;
import dev.evenstep.dynamodb.value.Value.S;
import dev.evenstep.dynamodb.value.Value.Ss;
import dev.evenstep.dynamodb.value.Values;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a condition compares. */
sealed interface Operand {

    /** Null where the item does not have it. */
    @Nullable
    Value of(Item item);

    /** Known before any item is: null for what depends on the item. */
    @Nullable
    String type();

    record Constant(Value value) implements Operand {
        @Override
        public Value of(Item item) {
            return value;
        }

        @Override
        public String type() {
            return Values.type(value);
        }
    }

    record Attribute(Path path) implements Operand {
        @Override
        public @Nullable Value of(Item item) {
            return path.in(item);
        }

        @Override
        public @Nullable String type() {
            return null;
        }
    }

    /** Characters of a string, bytes, or elements. */
    record Size(Operand sized) implements Operand {
        @Override
        public @Nullable Value of(Item item) {
            Value value = sized.of(item);
            int size = value == null ? -1 : size(value);
            return size < 0 ? null : new N(BigDecimal.valueOf(size).stripTrailingZeros());
        }

        @Override
        public String type() {
            return "N";
        }

        private static int size(Value value) {
            return switch (value) {
                case S(var text) -> text.length();
                case B(var bytes) -> bytes.size();
                case M(var entries) -> entries.size();
                case L(var elements) -> elements.size();
                case Ss(var texts) -> texts.size();
                case Ns(var numbers) -> numbers.size();
                case Bs(var all) -> all.size();
                default -> -1;
            };
        }
    }
}
