package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** How the parts of a table must fit together. Each check throws a {@code ValidationException} in AWS's words. */
final class TableRules {

    private static final int MOST_LOCAL = 5;
    private static final int MOST_GLOBAL = 20;
    private static final int MOST_INCLUDED = 100;

    private TableRules() {}

    static void table(ObjectNode request) {
        Set<String> defined = defined(request.path("AttributeDefinitions"));
        JsonNode keys = request.path("KeySchema");
        Set<String> used = names(keys);
        if (keys.size() > defined.size() || !defined.containsAll(used)) {
            throw Invalid.request("Invalid KeySchema: Some index key attribute have no definition");
        }
        roles(keys);
        Set<String> indexNames = new HashSet<>();
        int included = 0;
        if (request.hasNonNull("LocalSecondaryIndexes")) {
            JsonNode indexes = request.path("LocalSecondaryIndexes");
            count(indexes, "LocalSecondaryIndexes", MOST_LOCAL);
            if (keys.size() == 1) {
                throw Invalid.parameter("Table KeySchema does not have a range key, which is required when "
                        + "specifying a LocalSecondaryIndex");
            }
            for (JsonNode index : indexes) {
                index(index, defined, indexNames);
                local(index, keys);
                used.addAll(names(index.path("KeySchema")));
                included += index.path("Projection").path("NonKeyAttributes").size();
            }
        }
        if (request.hasNonNull("GlobalSecondaryIndexes")) {
            JsonNode indexes = request.path("GlobalSecondaryIndexes");
            count(indexes, "GlobalSecondaryIndexes", MOST_GLOBAL);
            for (JsonNode index : indexes) {
                index(index, defined, indexNames);
                used.addAll(names(index.path("KeySchema")));
                included += index.path("Projection").path("NonKeyAttributes").size();
            }
        }
        if (included > MOST_INCLUDED) {
            throw Invalid.parameter("Number of projected attributes exceeds the limit of " + MOST_INCLUDED);
        }
        allUsed(defined, used, indexNames.isEmpty());
    }

    private static void allUsed(Set<String> defined, Set<String> used, boolean alone) {
        if (used.containsAll(defined)) {
            return;
        }
        throw Invalid.parameter(
                alone
                        ? "Number of attributes in KeySchema does not exactly match number of attributes defined in "
                                + "AttributeDefinitions"
                        : "Some AttributeDefinitions are not used. AttributeDefinitions: %s, keys used: %s"
                                .formatted(defined, used));
    }

    private static void count(JsonNode indexes, String name, int most) {
        if (indexes.isEmpty()) {
            throw Invalid.parameter("List of %s is empty".formatted(name));
        }
        if (indexes.size() > most) {
            throw Invalid.parameter(
                    "%s count exceeds the per-table limit of %d".formatted(name.replace("Indexes", "Index"), most));
        }
    }

    /** @param indexNames those of the table's other indexes; this one is added */
    static void index(JsonNode index, Set<String> defined, Set<String> indexNames) {
        var name = index.path("IndexName").asText();
        Set<String> keys = names(index.path("KeySchema"));
        if (!defined.containsAll(keys)) {
            throw Invalid.parameter(
                    "Some index key attributes are not defined in AttributeDefinitions. Keys: %s, AttributeDefinitions: %s"
                            .formatted(keys, defined));
        }
        roles(index.path("KeySchema"));
        projection(index.path("Projection"));
        if (!indexNames.add(name)) {
            throw Invalid.parameter("Duplicate index name: " + name);
        }
    }

    private static void local(JsonNode index, JsonNode tableKeys) {
        var name = index.path("IndexName").asText();
        JsonNode keys = index.path("KeySchema");
        if (keys.size() == 1) {
            throw Invalid.parameter("Index KeySchema does not have a range key for index: " + name);
        }
        var own = keys.get(0).path("AttributeName").asText();
        var tables = tableKeys.get(0).path("AttributeName").asText();
        if (!own.equals(tables)) {
            throw Invalid.parameter(
                    ("Index KeySchema does not have the same leading hash key as table KeySchema for index: %s. "
                                    + "index hash key: %s, table hash key: %s")
                            .formatted(name, own, tables));
        }
    }

    private static void roles(JsonNode keys) {
        if (!keys.get(0).path("KeyType").asText().equals("HASH")) {
            throw Invalid.request("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (keys.size() > 1) {
            if (!keys.get(1).path("KeyType").asText().equals("RANGE")) {
                throw Invalid.request("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
            }
            if (keys.get(0).path("AttributeName").equals(keys.get(1).path("AttributeName"))) {
                throw Invalid.request(
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name");
            }
        }
    }

    private static void projection(JsonNode projection) {
        var type = projection.path("ProjectionType").asText();
        if (type.isEmpty()) {
            throw Invalid.parameter("Unknown ProjectionType: null");
        }
        boolean includes = !projection.path("NonKeyAttributes").isMissingNode();
        if (includes && !type.equals("INCLUDE")) {
            throw Invalid.parameter("ProjectionType is %s, but NonKeyAttributes is specified".formatted(type));
        }
        if (!includes && type.equals("INCLUDE")) {
            throw Invalid.parameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
    }

    static Set<String> defined(JsonNode attributes) {
        Set<String> names = names(attributes);
        if (names.size() < attributes.size()) {
            throw Invalid.parameter("Duplicate AttributeName in AttributeDefinitions");
        }
        return names;
    }

    static Set<String> names(JsonNode named) {
        Set<String> names = new LinkedHashSet<>();
        named.forEach(one -> names.add(one.path("AttributeName").asText()));
        return names;
    }
}
