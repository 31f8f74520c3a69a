package dev.evenstep.dynamodb.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.Condition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Expected, QueryFilter, ScanFilter and KeyConditions: comparisons by attribute. */
final class LegacyConditions {

    private LegacyConditions() {}

    static Map<String, Comparisons> filter(ObjectNode request, String parameter) {
        return read(
                request,
                parameter,
                (attribute, json) -> new Comparisons(
                        Values.text(json.path("ComparisonOperator")),
                        Comparisons.values(json.get("AttributeValueList"))));
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
        String operator = Values.text(json.get("ComparisonOperator"));
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
            require(!comparisons.isEmpty(), "ConditionalOperator cannot be used without Filter or Expected");
            require(
                    comparisons.size() > 1,
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
    }
}
