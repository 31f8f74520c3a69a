package dev.evenstep.aws.dynamodb;

import dev.evenstep.store.OutboxRow;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Consistent reads of an entity's log, from its end. */
final class OutboxQueries {

    /** Few have more to publish than this, and what is published need not be read. */
    private static final int FIRST_PAGE = 10;

    private static final int FURTHER_PAGES = 100;

    private final DynamoDbClient client;
    private final Tables tables;

    OutboxQueries(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    int lastVersion(String entity) {
        QueryRequest last = query(entity).limit(1).build();
        return client.query(last).items().stream()
                .findFirst()
                .map(OutboxItem::version)
                .orElse(0);
    }

    List<OutboxRow> unpublished(String entity, int first, int last) {
        NavigableMap<Integer, OutboxRow> found = new TreeMap<>();
        Integer published = endOfPublished(entity, found);
        if (published != null && published > first) {
            Map<String, AttributeValue> start = null;
            do {
                QueryResponse page = client.query(between(entity, first, Math.min(last, published - 1))
                        .exclusiveStartKey(start)
                        .build());
                page.items().forEach(item -> addUnpublished(item, found));
                start = next(page);
            } while (start != null);
        }
        return List.copyOf(found.values());
    }

    /** Collects what stands above the highest published version, which it gives; null where nothing is published. */
    private @Nullable Integer endOfPublished(String entity, Map<Integer, OutboxRow> found) {
        int limit = FIRST_PAGE;
        Map<String, AttributeValue> start = null;
        do {
            QueryResponse page = client.query(
                    query(entity).limit(limit).exclusiveStartKey(start).build());
            for (Map<String, AttributeValue> item : page.items()) {
                if (item.containsKey(OutboxItem.PUBLISHED)) {
                    return OutboxItem.version(item);
                }
                addUnpublished(item, found);
            }
            limit = FURTHER_PAGES;
            start = next(page);
        } while (start != null);
        return null;
    }

    private static void addUnpublished(Map<String, AttributeValue> item, Map<Integer, OutboxRow> found) {
        if (!item.containsKey(OutboxItem.PUBLISHED)) {
            OutboxRow row = OutboxItem.row(item);
            found.put(row.key().version(), row);
        }
    }

    private static @Nullable Map<String, AttributeValue> next(QueryResponse page) {
        return page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty() ? page.lastEvaluatedKey() : null;
    }

    private QueryRequest.Builder query(String entity) {
        return QueryRequest.builder()
                .tableName(tables.outbox())
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("#entity = :entity")
                .expressionAttributeNames(Map.of("#entity", OutboxItem.ENTITY))
                .expressionAttributeValues(Map.of(":entity", AttributeValue.fromS(entity)));
    }

    private QueryRequest.Builder between(String entity, int first, int last) {
        return query(entity)
                .keyConditionExpression("#entity = :entity AND #version BETWEEN :first AND :last")
                .expressionAttributeNames(Map.of("#entity", OutboxItem.ENTITY, "#version", OutboxItem.VERSION))
                .expressionAttributeValues(Map.of(
                        ":entity", AttributeValue.fromS(entity),
                        ":first", Attributes.number(first),
                        ":last", Attributes.number(last)));
    }
}
