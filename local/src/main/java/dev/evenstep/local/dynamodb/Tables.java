package dev.evenstep.local.dynamodb;

import dev.evenstep.local.stack.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;

/** Makes tables as a template describes them, and keeps those that are there and equal. */
final class Tables {

    // whoever asks: with one shared database, key and region decide nothing
    private static final String KEY = "local";
    private static final String REGION = "local";

    private final DynamoDBRequestHandler database;

    Tables(DynamoDBRequestHandler database) {
        this.database = database;
    }

    List<String> names() {
        return database.listTables(KEY, REGION, ListTablesRequest.builder().build())
                .tableNames();
    }

    /**
     * @return the ARN of the table's stream, null where it has none
     * @throws IllegalStateException where a table of this name is there with other keys or indexes
     */
    @Nullable
    String ensure(TableSpec table, List<String> existing) {
        var request = TableRequests.create(table);
        if (existing.contains(table.name())) {
            keep(table, request);
        } else {
            database.createTable(KEY, REGION, request);
        }
        expire(table);
        return table.streamViewType() == null ? null : describe(table.name()).latestStreamArn();
    }

    private void keep(TableSpec table, CreateTableRequest wanted) {
        var kept = describe(table.name());
        var before = shape(kept);
        var after = shape(wanted);
        if (!before.equals(after)) {
            throw new IllegalStateException(
                    "Table %s is kept with %s, and the template says %s. Delete the table, or use another data folder."
                            .formatted(table.name(), before, after));
        }
        setStream(table, kept.streamSpecification());
    }

    private void setStream(TableSpec table, @Nullable StreamSpecification kept) {
        var before = kept == null || !kept.streamEnabled() ? null : kept.streamViewTypeAsString();
        var after = table.streamViewType();
        if (before != null && !before.equals(after)) {
            update(table, StreamSpecification.builder().streamEnabled(false).build());
        }
        if (after != null && !after.equals(before)) {
            update(table, TableRequests.stream(after));
        }
    }

    private void update(TableSpec table, StreamSpecification stream) {
        database.updateTable(
                KEY,
                REGION,
                UpdateTableRequest.builder()
                        .tableName(table.name())
                        .streamSpecification(stream)
                        .build());
    }

    private void expire(TableSpec table) {
        var kept = database.describeTimeToLive(
                        KEY,
                        REGION,
                        DescribeTimeToLiveRequest.builder()
                                .tableName(table.name())
                                .build())
                .timeToLiveDescription();
        var before = kept.timeToLiveStatus() == TimeToLiveStatus.ENABLED ? kept.attributeName() : null;
        var after = table.timeToLiveAttribute();
        if (before != null && !before.equals(after)) {
            setTimeToLive(table, before, false);
        }
        if (after != null && !after.equals(before)) {
            setTimeToLive(table, after, true);
        }
    }

    private void setTimeToLive(TableSpec table, String attribute, boolean enabled) {
        database.updateTimeToLive(
                KEY,
                REGION,
                UpdateTimeToLiveRequest.builder()
                        .tableName(table.name())
                        .timeToLiveSpecification(TimeToLiveSpecification.builder()
                                .attributeName(attribute)
                                .enabled(enabled)
                                .build())
                        .build());
    }

    private TableDescription describe(String name) {
        return database.describeTable(
                        KEY,
                        REGION,
                        DescribeTableRequest.builder().tableName(name).build())
                .table();
    }

    private static Map<String, String> shape(TableDescription table) {
        Map<String, String> shape = shape(table.keySchema(), table.attributeDefinitions());
        table.globalSecondaryIndexes()
                .forEach(index -> shape.put("index " + index.indexName(), names(index.keySchema())));
        table.localSecondaryIndexes()
                .forEach(index -> shape.put("index " + index.indexName(), names(index.keySchema())));
        return shape;
    }

    private static Map<String, String> shape(CreateTableRequest table) {
        Map<String, String> shape = shape(table.keySchema(), table.attributeDefinitions());
        table.globalSecondaryIndexes()
                .forEach(index -> shape.put("index " + index.indexName(), names(index.keySchema())));
        table.localSecondaryIndexes()
                .forEach(index -> shape.put("index " + index.indexName(), names(index.keySchema())));
        return shape;
    }

    private static Map<String, String> shape(List<KeySchemaElement> keys, List<AttributeDefinition> attributes) {
        Map<String, String> shape = new TreeMap<>();
        shape.put("key", names(keys));
        attributes.forEach(
                attribute -> shape.put("type of " + attribute.attributeName(), attribute.attributeTypeAsString()));
        return shape;
    }

    private static String names(List<KeySchemaElement> keys) {
        return keys.stream()
                .sorted((a, b) -> a.keyTypeAsString().compareTo(b.keyTypeAsString()))
                .flatMap(key -> Stream.of(key.attributeName()))
                .collect(Collectors.joining("+"));
    }
}
