package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.List;

/** A condition or filter, ready to be applied to many items. */
public sealed interface ConditionExpression {

    /** @param item {@link TableItem#empty()} where there is none */
    boolean test(TableItem item);

    /** Without any, it always holds. */
    record All(List<ConditionExpression> conditions) implements ConditionExpression {
        @Override
        public boolean test(TableItem item) {
            for (ConditionExpression condition : conditions) {
                if (!condition.test(item)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Any(List<ConditionExpression> conditions) implements ConditionExpression {
        @Override
        public boolean test(TableItem item) {
            return conditions.stream().anyMatch(condition -> condition.test(item));
        }
    }

    record Not(ConditionExpression condition) implements ConditionExpression {
        @Override
        public boolean test(TableItem item) {
            return !condition.test(item);
        }
    }

    /** @param operands as many as the operator takes */
    record Test(Operator operator, List<Operand> operands) implements ConditionExpression {
        @Override
        public boolean test(TableItem item) {
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
