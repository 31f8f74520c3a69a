package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Throughput;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part {@code GlobalSecondaryIndexUpdates} of a request, read against the table as it is. */
final class IndexUpdates {

    private static final List<String> KINDS = List.of("Update", "Create", "Delete");

    private final TableDefinition table;
    private final List<KeyAttribute> attributes;
    private final List<Index> indexes;
    private int builds;

    private IndexUpdates(TableDefinition table, List<KeyAttribute> attributes) {
        this.table = table;
        this.attributes = attributes;
        this.indexes = new ArrayList<>(table.indexes());
    }

    static void constraints(Constraints constraints, ObjectNode request) {
        if (!Constraints.list(request, "GlobalSecondaryIndexUpdates")) {
            return;
        }
        int number = 1;
        for (JsonNode update : request.path("GlobalSecondaryIndexUpdates")) {
            var at = "globalSecondaryIndexUpdates.%d.member.".formatted(number++);
            if (update.path("Update").isObject()) {
                Shapes.indexName(constraints, update.path("Update"), at + "update.indexName");
                constraints.required(
                        update.path("Update").path("ProvisionedThroughput"), at + "update.provisionedThroughput");
                Shapes.throughput(constraints, update.path("Update"), at + "update.provisionedThroughput");
            }
            if (update.path("Create").isObject()) {
                Shapes.index(constraints, update.path("Create"), at + "create");
            }
            if (update.path("Delete").isObject()) {
                Shapes.indexName(constraints, update.path("Delete"), at + "delete.indexName");
            }
        }
    }

    /** The table with its indexes as asked for, and of their attributes those that are in use. */
    static TableDefinition apply(TableDefinition table, ObjectNode request, boolean onDemand, Status created) {
        Map<String, KeyAttribute> known = new TreeMap<>();
        Shapes.attributes(request).forEach(attribute -> known.put(attribute.name(), attribute));
        table.attributes().forEach(attribute -> known.put(attribute.name(), attribute));
        var updates = new IndexUpdates(table, List.copyOf(known.values()));
        Set<String> named = new HashSet<>();
        for (JsonNode update : request.path("GlobalSecondaryIndexUpdates")) {
            updates.apply(update, named, onDemand, created);
        }
        return table.with(updates.used(), updates.indexes);
    }

    private void apply(JsonNode update, Set<String> named, boolean onDemand, Status created) {
        var kinds = KINDS.stream().filter(kind -> update.path(kind).isObject()).toList();
        if (kinds.size() != 1) {
            throw Errors.invalidValue("One of GlobalSecondaryIndexUpdate actions must be specified");
        }
        JsonNode one = update.path(kinds.getFirst());
        var name = one.path("IndexName").asText();
        if (!named.add(name)) {
            throw Errors.invalidValue(
                    "Only one global secondary index update per index is allowed simultaneously. Index: " + name);
        }
        switch (kinds.getFirst()) {
            case "Create" -> create(one, name, onDemand, created);
            case "Delete" -> delete(name);
            default -> change(one, name, onDemand);
        }
        if (builds > 1) {
            throw new AwsException(
                    400,
                    "LimitExceededException",
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private void create(JsonNode one, String name, boolean onDemand, Status created) {
        if (table.index(name).isPresent()) {
            throw Errors.invalid("Attempting to create an index which already exists");
        }
        TableRules.index(one, TableRules.names(attributes), new HashSet<>());
        billing(one, onDemand);
        indexes.add(Shapes.index(one, true, attributes, created));
        builds++;
    }

    private void delete(String name) {
        indexes.remove(existing(name));
        builds++;
    }

    private void change(JsonNode one, String name, boolean onDemand) {
        billing(one, onDemand);
        Throughput wanted = Shapes.throughput(one);
        Index index = existing(name);
        if (index.throughput().equals(wanted)) {
            throw Errors.invalid(unchanged("index " + name, wanted));
        }
        indexes.set(indexes.indexOf(index), index.with(wanted));
    }

    private Index existing(String name) {
        return table.index(name)
                .filter(Index::global)
                .orElseThrow(() -> new AwsException(400, "ResourceNotFoundException", "Requested resource not found"));
    }

    static void billing(JsonNode index, boolean onDemand) {
        boolean given = index.path("ProvisionedThroughput").isObject();
        var name = index.path("IndexName").asText();
        if (onDemand && given) {
            throw Errors.invalidValue(
                    "ProvisionedThroughput should not be specified for index: %s when BillingMode is PAY_PER_REQUEST"
                            .formatted(name));
        }
        if (!onDemand && !given) {
            throw Errors.invalidValue("ProvisionedThroughput must be specified for index: " + name);
        }
    }

    static String unchanged(String what, Throughput throughput) {
        return ("The provisioned throughput for the %1$s will not change. The requested value equals the current value. "
                        + "Current ReadCapacityUnits provisioned for the %1$s: %2$d. Requested ReadCapacityUnits: %2$d. "
                        + "Current WriteCapacityUnits provisioned for the %1$s: %3$d. "
                        + "Requested WriteCapacityUnits: %3$d. "
                        + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher "
                        + "limits.")
                .formatted(what, throughput.read(), throughput.write());
    }

    private List<KeyAttribute> used() {
        return attributes.stream()
                .filter(attribute -> table.keys().has(attribute.name())
                        || indexes.stream().anyMatch(index -> index.keys().has(attribute.name())))
                .toList();
    }
}
