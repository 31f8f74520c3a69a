package dev.evenstep.dynamodb.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.evenstep.dynamodb.expression.Comparison;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attribute's ComparisonOperator with its AttributeValueList, checked. */
record Comparisons(String operator, List<Value> values) {

    private static final Set<String> SCALARS = Set.of("S", "N", "B");

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException where they do not go together */
    Comparisons {
        boolean fits = switch (operator) {
            case "NULL", "NOT_NULL" -> values.isEmpty();
            case "IN" -> !values.isEmpty();
            case "BETWEEN" -> values.size() == 2;
            default -> values.size() == 1;
        };
        if (!fits) {
            throw Invalid.parameter("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        if (values.stream().map(Values::type).distinct().count() > 1) {
            throw Invalid.parameter("AttributeValues inside AttributeValueList must be of same type");
        }
        if (!values.isEmpty() && !types(operator).contains(Values.type(values.getFirst()))) {
            throw Invalid.parameter("ComparisonOperator " + operator + " is not valid for "
                    + Values.type(values.getFirst()) + " AttributeValue type");
        }
        if (operator.equals("BETWEEN") && Comparison.GREATER.test(values.getFirst(), values.getLast())) {
            throw Invalid.request(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    private static Set<String> types(String operator) {
        return switch (operator) {
            case "LT", "LE", "GT", "GE", "IN", "BETWEEN" -> SCALARS;
            case "CONTAINS", "NOT_CONTAINS" -> Set.of("S", "N", "B", "BOOL", "NULL");
            case "BEGINS_WITH" -> Set.of("S", "B");
            default -> Set.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS");
        };
    }

    static List<Value> values(@Nullable JsonNode list) {
        List<Value> values = new ArrayList<>();
        if (list == null || list.isNull()) {
            return values;
        }
        if (!(list instanceof ArrayNode array)) {
            throw Invalid.shape("Unexpected field type");
        }
        array.forEach(value -> values.add(Values.read(value)));
        return values;
    }

    boolean test(String attribute, Item item) {
        Value value = item.get(attribute);
        return switch (operator) {
            case "NULL" -> value == null;
            case "NOT_NULL" -> value != null;
            case "IN" -> values.stream().anyMatch(one -> Comparison.EQUAL.test(value, one));
            case "BETWEEN" ->
                Comparison.GREATER_OR_EQUAL.test(value, values.getFirst())
                        && Comparison.LESS_OR_EQUAL.test(value, values.getLast());
            case "NOT_CONTAINS" -> value != null && !Comparison.CONTAINS.test(value, values.getFirst());
            default -> comparison().test(value, values.getFirst());
        };
    }

    private Comparison comparison() {
        return switch (operator) {
            case "EQ" -> Comparison.EQUAL;
            case "NE" -> Comparison.NOT_EQUAL;
            case "LT" -> Comparison.LESS;
            case "LE" -> Comparison.LESS_OR_EQUAL;
            case "GT" -> Comparison.GREATER;
            case "GE" -> Comparison.GREATER_OR_EQUAL;
            case "BEGINS_WITH" -> Comparison.BEGINS_WITH;
            default -> Comparison.CONTAINS;
        };
    }

    /** As expressions write it, where they have it. */
    String asInExpressions() {
        return Set.of("NULL", "NOT_NULL", "IN", "BETWEEN", "NOT_CONTAINS").contains(operator)
                ? operator
                : comparison().operator();
    }
}
