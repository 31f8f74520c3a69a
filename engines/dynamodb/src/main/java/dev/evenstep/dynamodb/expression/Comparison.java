package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What is asked of one attribute. */
record Comparison(Operator operator, List<Value> values) {

    Condition on(String attribute) {
        List<Operand> operands = new ArrayList<>();
        operands.add(Path.of(attribute));
        values.forEach(value -> operands.add(new Operand.Constant(value)));
        return new Condition.Test(operator, operands);
    }
}
