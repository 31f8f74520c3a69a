package dev.evenstep.dynamodb.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.Condition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Expected, QueryFilter, ScanFilter and KeyConditions: comparisons by attribute. */
final class LegacyConditions {

    private LegacyConditions() {}

    private static final List<String> OPERATORS = List.of(
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS");

    static Map<String, Comparisons> filter(ObjectNode request, String parameter) {
        return read(
                request,
                parameter,
                (attribute, json) -> new Comparisons(
                        operator(json, parameter, attribute), Comparisons.values(json.get("AttributeValueList"))));
    }

    private static String operator(JsonNode json, String parameter, String attribute) {
        String path = parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1) + "." + attribute
                + ".member.comparisonOperator";
        if (!json.hasNonNull("ComparisonOperator")) {
            throw Invalid.member("null", path, "not be null");
        }
        String operator = Values.text(json.get("ComparisonOperator"));
        Invalid.requireOneOf(operator, path, OPERATORS);
        return operator;
    }

    static Map<String, Comparisons> expected(ObjectNode request) {
        return read(request, "Expected", LegacyConditions::expected);
    }

    private static Map<String, Comparisons> read(
            ObjectNode request, String parameter, BiFunction<String, JsonNode, Comparisons> reader) {
        if (!(request.get(parameter) instanceof ObjectNode map)) {
            throw Invalid.shape("Unexpected field type");
        }
        Map<String, Comparisons> read = new LinkedHashMap<>();
        map.properties().forEach(entry -> read.put(entry.getKey(), reader.apply(entry.getKey(), entry.getValue())));
        return read;
    }

    private static Comparisons expected(String attribute, JsonNode json) {
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
            return absent
                    ? new Comparisons("NULL", List.of())
                    : new Comparisons("EQ", List.of(Values.read(json.get("Value"))));
        }
        String operator = operator(json, "Expected", attribute);
        require(!exists, "Exists and ComparisonOperator cannot be used together" + of);
        require(
                value || list || operator.equals("NULL") || operator.equals("NOT_NULL"),
                "Value or AttributeValueList must be used with ComparisonOperator: " + operator + of);
        return new Comparisons(
                operator,
                value ? List.of(Values.read(json.get("Value"))) : Comparisons.values(json.get("AttributeValueList")));
    }

    private static void require(boolean held, String message) {
        if (!held) {
            throw Invalid.parameter(message);
        }
    }

    static Condition condition(ObjectNode request, Map<String, Comparisons> comparisons) {
        boolean either = request.path("ConditionalOperator").asText().equals("OR");
        return item -> {
            var results = comparisons.entrySet().stream();
            return either
                    ? results.anyMatch(entry -> entry.getValue().test(entry.getKey(), item))
                    : results.allMatch(entry -> entry.getValue().test(entry.getKey(), item));
        };
    }

    static void checkOperator(ObjectNode request, Map<String, Comparisons> comparisons) {
        if (request.hasNonNull("ConditionalOperator")) {
            Invalid.requireOneOf(
                    Values.text(request.get("ConditionalOperator")), "conditionalOperator", List.of("OR", "AND"));
            require(!comparisons.isEmpty(), "ConditionalOperator cannot be used without Filter or Expected");
            require(
                    comparisons.size() > 1,
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
    }
}
