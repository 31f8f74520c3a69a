package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part {@code GlobalSecondaryIndexUpdates} of a request.
 *
 * @param before the table as it is
 * @param table the same in JSON, to be changed
 */
record IndexUpdates(TableDefinition before, ObjectNode table, boolean onDemand) {

    private static final String INDEXES = "GlobalSecondaryIndexes";
    private static final List<String> KINDS = List.of("Update", "Create", "Delete");

    static void check(Constraints request) {
        request.each(
                "GlobalSecondaryIndexUpdates",
                update -> update.structure("Update", IndexUpdates::named)
                        .structure("Create", Shapes::index)
                        .structure("Delete", IndexUpdates::named));
    }

    private static void named(Constraints index) {
        index.required("IndexName").name("IndexName").structure("ProvisionedThroughput", Shapes::throughput);
    }

    void apply(ObjectNode request) {
        for (JsonNode attribute : request.path("AttributeDefinitions")) {
            if (!TableRules.names(table.path("AttributeDefinitions"))
                    .contains(attribute.path("AttributeName").asText())) {
                table.withArrayProperty("AttributeDefinitions")
                        .add(Shapes.pick(attribute, "AttributeName", "AttributeType"));
            }
        }
        Set<String> named = new HashSet<>();
        int builds = 0;
        for (JsonNode update : request.path("GlobalSecondaryIndexUpdates")) {
            var kinds = KINDS.stream().filter(update::hasNonNull).toList();
            if (kinds.size() != 1) {
                throw Invalid.parameter("One of GlobalSecondaryIndexUpdate actions must be specified");
            }
            apply(kinds.getFirst(), update.get(kinds.getFirst()), named);
            builds += kinds.getFirst().equals("Update") ? 0 : 1;
        }
        if (builds > 1) {
            throw new AwsException(
                    400,
                    "LimitExceededException",
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
        keepUsedAttributes();
    }

    private void apply(String kind, JsonNode one, Set<String> named) {
        var name = one.path("IndexName").asText();
        if (!named.add(name)) {
            throw Invalid.parameter(
                    "Only one global secondary index update per index is allowed simultaneously. Index: " + name);
        }
        switch (kind) {
            case "Create" -> create(one, name);
            case "Delete" -> indexes().remove(position(name));
            default -> {
                Billing.checkIndex(one, onDemand);
                Billing.change(
                        (ObjectNode) indexes().get(position(name)), one.get("ProvisionedThroughput"), "index " + name);
            }
        }
        if (indexes().isEmpty()) {
            table.remove(INDEXES);
        }
    }

    private void create(JsonNode one, String name) {
        if (before.index(name).isPresent()) {
            throw Invalid.request("Attempting to create an index which already exists");
        }
        TableRules.index(one, TableRules.defined(table.path("AttributeDefinitions")), new HashSet<>());
        Billing.checkIndex(one, onDemand);
        indexes().add(Shapes.index(one, true));
    }

    private ArrayNode indexes() {
        return table.withArrayProperty(INDEXES);
    }

    private int position(String name) {
        for (int i = 0; i < indexes().size(); i++) {
            if (indexes().get(i).path("IndexName").asText().equals(name)) {
                return i;
            }
        }
        throw new AwsException(400, "ResourceNotFoundException", "Requested resource not found");
    }

    private void keepUsedAttributes() {
        Set<String> used = new HashSet<>(TableRules.names(table.path("KeySchema")));
        for (String list : List.of(INDEXES, "LocalSecondaryIndexes")) {
            table.path(list).forEach(index -> used.addAll(TableRules.names(index.path("KeySchema"))));
        }
        var kept = JsonTrees.array();
        for (JsonNode attribute : table.path("AttributeDefinitions")) {
            if (used.contains(attribute.path("AttributeName").asText())) {
                kept.add(attribute);
            }
        }
        table.set("AttributeDefinitions", kept);
    }

    /** Of a table that is no longer billed by request. */
    static void requireThroughput(ObjectNode table) {
        for (JsonNode index : table.path(INDEXES)) {
            if (index.path("ProvisionedThroughput").path("ReadCapacityUnits").asLong() == 0) {
                throw Invalid.parameter("ProvisionedThroughput must be specified for index: "
                        + index.path("IndexName").asText());
            }
        }
    }
}
