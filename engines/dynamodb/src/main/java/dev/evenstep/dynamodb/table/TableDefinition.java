package dev.evenstep.dynamodb.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was made and changed.
 *
 * @param json the whole of it, by which it is kept; not to be changed. {@code Table}: as DescribeTable tells it, without
 *     what changes by itself; beside it {@code Status}, {@code Tags}, {@code TimeToLive} and what else was asked for
 * @param id differs from that of another table that had the same name
 * @param stream the ARN of the one that changes of items are told to; null: they are told to none
 * @param timeToLive the attribute that holds an item's epoch second of expiry; null: items stay
 */
public record TableDefinition(
        ObjectNode json,
        String name,
        String id,
        String arn,
        KeySchema keys,
        List<Index> indexes,
        @Nullable String stream,
        @Nullable String timeToLive,
        Status status) {

    public TableDefinition {
        indexes = List.copyOf(indexes);
    }

    public static TableDefinition of(ObjectNode json) {
        JsonNode table = json.path("Table");
        JsonNode attributes = table.path("AttributeDefinitions");
        List<Index> indexes = new ArrayList<>();
        table.path("LocalSecondaryIndexes").forEach(index -> indexes.add(index(index, false, attributes)));
        table.path("GlobalSecondaryIndexes").forEach(index -> indexes.add(index(index, true, attributes)));
        return new TableDefinition(
                json,
                table.path("TableName").asText(),
                table.path("TableId").asText(),
                table.path("TableArn").asText(),
                keys(table, attributes),
                indexes,
                table.path("StreamSpecification").path("StreamEnabled").asBoolean()
                        ? table.path("LatestStreamArn").textValue()
                        : null,
                json.path("TimeToLive").path("AttributeName").textValue(),
                status(json.path("Status")));
    }

    /** Another one of the same table. */
    public TableDefinition with(Consumer<ObjectNode> change) {
        ObjectNode other = json.deepCopy();
        change.accept(other);
        return of(other);
    }

    public TableDefinition with(Status other) {
        return with(changed -> {
            var told = changed.putObject("Status")
                    .put("State", other.state())
                    .put("Until", other.until().toString());
            other.building().forEach(told.putArray("Building")::add);
        });
    }

    public Optional<Index> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    public boolean onDemand() {
        return json.path("Table")
                .path("BillingModeSummary")
                .path("BillingMode")
                .asText()
                .equals("PAY_PER_REQUEST");
    }

    private static KeySchema keys(JsonNode parent, JsonNode attributes) {
        JsonNode keys = parent.path("KeySchema");
        return new KeySchema(key(keys.get(0), attributes), keys.size() == 1 ? null : key(keys.get(1), attributes));
    }

    private static KeyAttribute key(JsonNode key, JsonNode attributes) {
        var name = key.path("AttributeName").asText();
        for (JsonNode attribute : attributes) {
            if (attribute.path("AttributeName").asText().equals(name)) {
                return new KeyAttribute(name, attribute.path("AttributeType").asText());
            }
        }
        throw new IllegalArgumentException("%s is not among %s".formatted(name, JsonTrees.write(attributes)));
    }

    private static Index index(JsonNode index, boolean global, JsonNode attributes) {
        JsonNode projection = index.path("Projection");
        List<String> included = new ArrayList<>();
        projection.path("NonKeyAttributes").forEach(name -> included.add(name.asText()));
        return new Index(
                index.path("IndexName").asText(),
                global,
                keys(index, attributes),
                projection.path("ProjectionType").asText(),
                included);
    }

    private static Status status(JsonNode status) {
        Set<String> building = new HashSet<>();
        status.path("Building").forEach(name -> building.add(name.asText()));
        return new Status(
                status.path("State").asText(Status.ACTIVE),
                Instant.parse(status.path("Until").asText(Instant.EPOCH.toString())),
                building);
    }
}
