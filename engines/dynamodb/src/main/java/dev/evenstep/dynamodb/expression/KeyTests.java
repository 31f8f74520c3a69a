package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query asks of attributes, by their names, before it is known which are keys. */
record KeyTests(Map<String, Comparison> byAttribute) {

    private static final int MOST = 2;
    private static final String NAME = "KeyConditionExpression";
    private static final String INVALID = "Invalid condition in " + NAME + ": ";

    /** @throws AwsException ValidationException for none, and for more than two */
    KeyTests {
        if (byAttribute.isEmpty() || byAttribute.size() > MOST) {
            throw Invalid.request("Conditions can be of length 1 or 2 only");
        }
    }

    /** Of all conditions, those that name one attribute each, joined by AND. */
    static KeyTests of(ConditionExpression condition) {
        Map<String, Comparison> tests = new LinkedHashMap<>();
        read(condition, tests);
        return new KeyTests(tests);
    }

    private static void read(ConditionExpression condition, Map<String, Comparison> tests) {
        switch (condition) {
            case ConditionExpression.All(var conditions) -> conditions.forEach(one -> read(one, tests));
            case ConditionExpression.Any any -> throw unfit("OR");
            case ConditionExpression.Not not -> throw unfit("NOT");
            case ConditionExpression.Test(var operator, var operands) -> read(operator, operands, tests);
        }
    }

    private static AwsException unfit(String operator) {
        return Invalid.request("Invalid operator used in " + NAME + ": " + operator);
    }

    private static void read(Operator operator, List<Operand> operands, Map<String, Comparison> tests) {
        if (!isIndexable(operator)) {
            throw unfit(operator.symbol());
        }
        boolean turned = operands.getFirst() instanceof Operand.Constant;
        if (turned && !operator.isComparator()) {
            throw Invalid.request(
                    INVALID + operator.symbol() + " operator must have the key attribute as its first operand");
        }
        DocumentPath path = null;
        List<Value> values = new ArrayList<>();
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.Constant(var value) -> values.add(value);
                case DocumentPath next -> path = only(path, next);
                default -> throw Invalid.request(NAME + "s cannot contain nested operations");
            }
        }
        if (path == null) {
            throw Invalid.request(INVALID + "No key attribute specified");
        }
        var comparison = new Comparison(turned ? operator.turned() : operator, values);
        if (tests.put(path.attribute(), comparison) != null) {
            throw Invalid.request(NAME + "s must only contain one condition per key");
        }
    }

    private static DocumentPath only(@Nullable DocumentPath already, DocumentPath path) {
        if (already != null) {
            throw Invalid.request(INVALID + "Multiple attribute names used in one condition");
        }
        if (path.steps().size() > 1) {
            throw Invalid.request(NAME + "s cannot have conditions on nested attributes");
        }
        return path;
    }

    private static boolean isIndexable(Operator operator) {
        return operator == Operator.EQ || operator == Operator.BEGINS_WITH || operator.isOrder();
    }

    /**
     * @param keys those of the table or index that is queried
     * @throws AwsException ValidationException where they do not fit
     */
    KeyCondition on(KeySchema keys) {
        KeyAttribute sort = keys.sort();
        if (sort == null && byAttribute.size() == MOST) {
            throw unsupported();
        }
        Comparison ofPartition = required(keys.partition());
        Comparison ofSort = sort == null || byAttribute.size() < MOST ? null : required(sort);
        requireFit(keys.partition(), ofPartition);
        if (ofPartition.operator() != Operator.EQ) {
            throw unsupported();
        }
        Value partition = ofPartition.values().getFirst();
        if (sort == null || ofSort == null) {
            return new KeyCondition(partition, KeyRange.partition(partition));
        }
        requireFit(sort, ofSort);
        return new KeyCondition(partition, range(partition, ofSort));
    }

    private static AwsException unsupported() {
        return Invalid.request("Query key condition not supported");
    }

    private Comparison required(KeyAttribute key) {
        Comparison comparison = byAttribute.get(key.name());
        if (comparison == null) {
            throw Invalid.request("Query condition missed key schema element: " + key.name());
        }
        return comparison;
    }

    private static void requireFit(KeyAttribute key, Comparison test) {
        if (!isIndexable(test.operator())) {
            throw Invalid.request("Attempted conditional constraint is not an indexable operation");
        }
        for (Value value : test.values()) {
            if (!value.type().equals(key.type())) {
                throw Invalid.parameter("Condition parameter type does not match schema type");
            }
            String empty = switch (value) {
                case Value.S(var text) when text.isEmpty() -> "string";
                case Value.B(var bytes) when bytes.size() == 0 -> "binary";
                default -> "";
            };
            if (test.operator() == Operator.EQ && !empty.isEmpty()) {
                throw Invalid.request(
                        "One or more parameter values are not valid. The AttributeValue for a key attribute"
                                + " cannot contain an empty " + empty + " value. Key: " + key.name());
            }
        }
    }

    private static KeyRange range(Value partition, Comparison test) {
        Value first = test.values().getFirst();
        return switch (test.operator()) {
            case EQ -> KeyRange.equal(partition, first);
            case LT -> KeyRange.less(partition, first, false);
            case LE -> KeyRange.less(partition, first, true);
            case GT -> KeyRange.greater(partition, first, false);
            case GE -> KeyRange.greater(partition, first, true);
            case BETWEEN -> KeyRange.between(partition, first, test.values().getLast());
            default -> KeyRange.beginsWith(partition, first);
        };
    }
}
