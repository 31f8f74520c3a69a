package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import java.util.List;

/** A condition or filter, ready to be applied to many items. */
public sealed interface Condition {

    /** @param item {@link Item#empty()} where there is none */
    boolean test(Item item);

    /** Without any, it always holds. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean test(Item item) {
            for (Condition condition : conditions) {
                if (!condition.test(item)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean test(Item item) {
            return conditions.stream().anyMatch(condition -> condition.test(item));
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean test(Item item) {
            return !condition.test(item);
        }
    }

    /** @param operands as many as the operator takes */
    record Test(Operator operator, List<Operand> operands) implements Condition {
        @Override
        public boolean test(Item item) {
            Value first = operands.getFirst().of(item);
            return switch (operator) {
                case NOT_NULL -> first != null;
                case NULL -> first == null;
                case BETWEEN ->
                    Operator.GE.test(first, operands.get(1).of(item))
                            && Operator.LE.test(first, operands.get(2).of(item));
                case IN -> operands.stream().skip(1).anyMatch(one -> Operator.EQ.test(first, one.of(item)));
                default -> operator.test(first, operands.get(1).of(item));
            };
        }
    }
}
