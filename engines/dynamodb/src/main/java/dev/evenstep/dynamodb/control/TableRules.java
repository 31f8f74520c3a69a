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

    private TableRules() {}

    static void table(ObjectNode request) {
        Set<String> defined = defined(request.path("AttributeDefinitions"));
        JsonNode keys = request.path("KeySchema");
        Set<String> used = names(keys);
        if (keys.size() > defined.size() || !defined.containsAll(used)) {
            throw Invalid.request("Invalid KeySchema: Some index key attribute have no definition");
        }
        roles(keys);
        Set<String> indexes = new HashSet<>();
        JsonNode locals = request.path("LocalSecondaryIndexes");
        count(locals, "LocalSecondaryIndex", MOST_LOCAL);
        refuse(
                !locals.isEmpty() && keys.size() == 1,
                "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        for (JsonNode index : locals) {
            index(index, defined, indexes);
            local(index, keys);
            used.addAll(names(index.path("KeySchema")));
        }
        JsonNode globals = request.path("GlobalSecondaryIndexes");
        count(globals, "GlobalSecondaryIndex", MOST_GLOBAL);
        for (JsonNode index : globals) {
            index(index, defined, indexes);
            used.addAll(names(index.path("KeySchema")));
        }
        refuse(
                !used.containsAll(defined),
                indexes.isEmpty()
                        ? "Number of attributes in KeySchema does not exactly match number of attributes defined in "
                                + "AttributeDefinitions"
                        : "Some AttributeDefinitions are not used. AttributeDefinitions: %s, keys used: %s"
                                .formatted(defined, used));
    }

    private static void count(JsonNode indexes, String name, int most) {
        refuse(indexes.isArray() && indexes.isEmpty(), "List of %ses is empty".formatted(name));
        refuse(indexes.size() > most, "%s count exceeds the per-table limit of %d".formatted(name, most));
    }

    /** @param others the names of the table's other indexes; this one's is added */
    static void index(JsonNode index, Set<String> defined, Set<String> others) {
        var name = index.path("IndexName").asText();
        Set<String> keys = names(index.path("KeySchema"));
        refuse(
                !defined.containsAll(keys),
                "Some index key attributes are not defined in AttributeDefinitions. Keys: %s, AttributeDefinitions: %s"
                        .formatted(keys, defined));
        roles(index.path("KeySchema"));
        JsonNode projection = index.path("Projection");
        var type = projection.path("ProjectionType").asText();
        refuse(type.isEmpty(), "Unknown ProjectionType: null");
        boolean includes = projection.has("NonKeyAttributes");
        refuse(
                includes != type.equals("INCLUDE"),
                "ProjectionType is %s, but NonKeyAttributes is %sspecified".formatted(type, includes ? "" : "not "));
        refuse(!others.add(name), "Duplicate index name: " + name);
    }

    private static void local(JsonNode index, JsonNode tableKeys) {
        var name = index.path("IndexName").asText();
        JsonNode keys = index.path("KeySchema");
        refuse(keys.size() == 1, "Index KeySchema does not have a range key for index: " + name);
        var own = keys.get(0).path("AttributeName").asText();
        var tables = tableKeys.get(0).path("AttributeName").asText();
        refuse(
                !own.equals(tables),
                "Index KeySchema does not have the same leading hash key as table KeySchema for index: %s. "
                                .formatted(name)
                        + "index hash key: %s, table hash key: %s".formatted(own, tables));
    }

    private static void roles(JsonNode keys) {
        if (!keys.get(0).path("KeyType").asText().equals("HASH")) {
            throw Invalid.request("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (keys.size() > 1 && !keys.get(1).path("KeyType").asText().equals("RANGE")) {
            throw Invalid.request("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        if (names(keys).size() < keys.size()) {
            throw Invalid.request("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
    }

    static Set<String> defined(JsonNode attributes) {
        Set<String> names = names(attributes);
        refuse(names.size() < attributes.size(), "Duplicate AttributeName in AttributeDefinitions");
        return names;
    }

    static Set<String> names(JsonNode named) {
        Set<String> names = new LinkedHashSet<>();
        named.forEach(one -> names.add(one.path("AttributeName").asText()));
        return names;
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw Invalid.parameter(message);
        }
    }
}
