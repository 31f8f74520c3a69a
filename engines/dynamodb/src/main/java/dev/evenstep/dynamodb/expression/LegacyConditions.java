package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expected, QueryFilter, ScanFilter and KeyConditions: a comparison for each attribute. */
final class LegacyConditions {

    /** Values of {@code ComparisonOperator}, in AWS's order. */
    static String[] operators() {
        return "IN NULL BETWEEN LT NOT_CONTAINS EQ GT NOT_NULL NE LE BEGINS_WITH GE CONTAINS".split(" ");
    }

    private LegacyConditions() {}

    static Map<String, Comparison> read(ObjectNode request, String parameter) {
        Map<String, Comparison> read = new LinkedHashMap<>();
        Shape.map(request.get(parameter)).properties().forEach(entry -> {
            boolean expected = parameter.equals("Expected");
            JsonNode json = entry.getValue();
            read.put(entry.getKey(), expected ? expected(entry.getKey(), json) : listed(json));
        });
        return read;
    }

    private static Comparison expected(String attribute, JsonNode json) {
        boolean value = json.hasNonNull("Value");
        boolean list = json.hasNonNull("AttributeValueList");
        boolean exists = json.hasNonNull("Exists");
        String of = " for Attribute: " + attribute;
        require(!value || !list, "Value and AttributeValueList cannot be used together" + of);
        if (!json.hasNonNull("ComparisonOperator")) {
            require(!list, "AttributeValueList can only be used with a ComparisonOperator" + of);
            boolean absent = exists && !json.get("Exists").asBoolean();
            require(!absent || !value, "Value cannot be used when Exists is false" + of);
            require(absent || value, "Value must be provided when Exists is " + (exists ? "true" : "null") + of);
            return absent ? checked("NULL", List.of()) : checked("EQ", List.of(ValueJson.read(json.get("Value"))));
        }
        String operator = ValueJson.text(json.get("ComparisonOperator"));
        require(!exists, "Exists and ComparisonOperator cannot be used together" + of);
        require(
                value || list || operator.equals("NULL") || operator.equals("NOT_NULL"),
                "Value or AttributeValueList must be used with ComparisonOperator: " + operator + of);
        return value ? checked(operator, List.of(ValueJson.read(json.get("Value")))) : listed(json);
    }

    private static Comparison listed(JsonNode json) {
        List<Value> values = new ArrayList<>();
        if (json.hasNonNull("AttributeValueList")) {
            if (!json.get("AttributeValueList").isArray()) {
                throw Invalid.shape("Unexpected field type");
            }
            json.get("AttributeValueList").forEach(value -> values.add(ValueJson.read(value)));
        }
        return checked(ValueJson.text(json.get("ComparisonOperator")), values);
    }

    private static Comparison checked(String name, List<Value> values) {
        Operator operator = Operator.valueOf(name);
        boolean fits = switch (operator) {
            case NULL, NOT_NULL -> values.isEmpty();
            case IN -> !values.isEmpty();
            case BETWEEN -> values.size() == 2;
            default -> values.size() == 1;
        };
        require(fits, "Invalid number of argument(s) for the " + name + " ComparisonOperator");
        if (!values.isEmpty()) {
            String type = values.getFirst().type();
            require(
                    values.stream().allMatch(value -> value.type().equals(type)),
                    "AttributeValues inside AttributeValueList must be of same type");
            require(
                    takes(operator, type),
                    "ComparisonOperator " + name + " is not valid for " + type + " AttributeValue type");
        }
        if (operator == Operator.BETWEEN && Operator.GT.test(values.getFirst(), values.getLast())) {
            throw Invalid.request(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
        return new Comparison(operator, values);
    }

    private static boolean takes(Operator operator, String type) {
        return switch (operator) {
            case LT, LE, GT, GE, IN, BETWEEN -> Set.of("S", "N", "B").contains(type);
            case CONTAINS, NOT_CONTAINS -> Set.of("S", "N", "B", "BOOL", "NULL").contains(type);
            case BEGINS_WITH -> Set.of("S", "B").contains(type);
            default -> true;
        };
    }

    /** As {@code ConditionalOperator} says. */
    static ConditionExpression join(Map<String, Comparison> comparisons, String operator) {
        require(!comparisons.isEmpty(), "ConditionalOperator cannot be used without Filter or Expected");
        require(
                comparisons.size() > 1,
                "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        return operator.equals("OR") ? new ConditionExpression.Any(conditions(comparisons)) : all(comparisons);
    }

    static ConditionExpression all(Map<String, Comparison> comparisons) {
        return new ConditionExpression.All(conditions(comparisons));
    }

    private static List<ConditionExpression> conditions(Map<String, Comparison> comparisons) {
        List<ConditionExpression> conditions = new ArrayList<>();
        comparisons.forEach((attribute, comparison) -> conditions.add(comparison.on(attribute)));
        return conditions;
    }

    private static void require(boolean held, String message) {
        if (!held) {
            throw Invalid.parameter(message);
        }
    }
}
