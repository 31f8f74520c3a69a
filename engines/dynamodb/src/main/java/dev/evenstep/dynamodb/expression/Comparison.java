package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What is asked of one attribute. */
record Comparison(Operator operator, List<Value> values) {

    ConditionExpression on(String attribute) {
        List<Operand> operands = new ArrayList<>();
        operands.add(DocumentPath.of(attribute));
        values.forEach(value -> operands.add(new Operand.Constant(value)));
        return new ConditionExpression.Test(operator, operands);
    }
}
