package dev.evenstep.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.TableSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A table's description as DynamoDB's API takes it. Capacity is on demand, whatever the template says. */
final class TableJson {

    private static final String GLOBAL = "GlobalSecondaryIndexes";
    private static final String LOCAL = "LocalSecondaryIndexes";

    private TableJson() {}

    static ObjectNode create(TableSpec table) {
        var request = JsonTrees.object().put("TableName", table.name()).put("BillingMode", "PAY_PER_REQUEST");
        putKeys(request, table.key());
        var types = request.putArray("AttributeDefinitions");
        new TreeMap<>(table.attributeTypes())
                .forEach((name, type) ->
                        types.addObject().put("AttributeName", name).put("AttributeType", type));
        for (TableSpec.SecondaryIndex index : table.indexes()) {
            var json = request.withArray(index.local() ? LOCAL : GLOBAL).addObject();
            putKeys(json.put("IndexName", index.name()), index.key());
            var projection = json.putObject("Projection").put("ProjectionType", index.projectionType());
            index.nonKeyAttributes().forEach(projection.withArray("NonKeyAttributes")::add);
            if (index.nonKeyAttributes().isEmpty()) {
                projection.remove("NonKeyAttributes");
            }
        }
        if (table.streamViewType() != null) {
            request.set("StreamSpecification", stream(table.streamViewType()));
        }
        return request;
    }

    static ObjectNode stream(String viewType) {
        return JsonTrees.object().put("StreamEnabled", true).put("StreamViewType", viewType);
    }

    private static void putKeys(ObjectNode json, TableSpec.Key key) {
        var keys = json.putArray("KeySchema");
        keys.addObject().put("AttributeName", key.partition()).put("KeyType", "HASH");
        if (key.sort() != null) {
            keys.addObject().put("AttributeName", key.sort()).put("KeyType", "RANGE");
        }
    }

    /** What cannot be changed about a table, in a request or a description. */
    static Map<String, String> shape(JsonNode table) {
        Map<String, String> shape = new TreeMap<>();
        shape.put("key", keys(table));
        table.path("AttributeDefinitions")
                .forEach(type -> shape.put(
                        "type of " + type.path("AttributeName").asText(),
                        type.path("AttributeType").asText()));
        for (String indexes : new String[] {GLOBAL, LOCAL}) {
            table.path(indexes)
                    .forEach(index ->
                            shape.put("index " + index.path("IndexName").asText(), keys(index)));
        }
        return shape;
    }

    private static String keys(JsonNode table) {
        return StreamSupport.stream(table.path("KeySchema").spliterator(), false)
                .map(key -> key.path("AttributeName").asText())
                .collect(Collectors.joining("+"));
    }
}
