package dev.evenstep.local.dynamodb;

import dev.evenstep.local.stack.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** A table's description as DynamoDB's API takes it. Capacity is on demand, whatever the template says. */
final class TableRequests {

    private TableRequests() {}

    static CreateTableRequest create(TableSpec table) {
        var request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(table.key()))
                .attributeDefinitions(attributes(table.attributeTypes()));
        var global = table.indexes().stream()
                .filter(index -> !index.local())
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keys(index.key()))
                        .projection(projection(index))
                        .build())
                .toList();
        var local = table.indexes().stream()
                .filter(TableSpec.Index::local)
                .map(index -> LocalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keys(index.key()))
                        .projection(projection(index))
                        .build())
                .toList();
        if (!global.isEmpty()) {
            request.globalSecondaryIndexes(global);
        }
        if (!local.isEmpty()) {
            request.localSecondaryIndexes(local);
        }
        if (table.streamViewType() != null) {
            request.streamSpecification(stream(table.streamViewType()));
        }
        return request.build();
    }

    static StreamSpecification stream(String viewType) {
        return StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(viewType)
                .build();
    }

    static List<KeySchemaElement> keys(TableSpec.Key key) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(key.partition(), KeyType.HASH));
        if (key.sort() != null) {
            keys.add(key(key.sort(), KeyType.RANGE));
        }
        return keys;
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static List<AttributeDefinition> attributes(Map<String, String> types) {
        return types.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(type -> AttributeDefinition.builder()
                        .attributeName(type.getKey())
                        .attributeType(type.getValue())
                        .build())
                .toList();
    }

    private static Projection projection(TableSpec.Index index) {
        var projection = Projection.builder().projectionType(index.projectionType());
        if (!index.nonKeyAttributes().isEmpty()) {
            projection.nonKeyAttributes(index.nonKeyAttributes());
        }
        return projection.build();
    }
}
