package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.UnpublishedRow;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads of the outbox: consistent ones of an entity's log, from its end, and others of the index of what is unpublished. */
final class OutboxQueries {

    /** Few have more to publish than this, and what is published need not be read. */
    private static final int FIRST_PAGE = 10;

    private final DynamoDbClient client;
    private final TableNames tables;

    OutboxQueries(DynamoDbClient client, TableNames tables) {
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

    List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most) {
        QueryRequest page = QueryRequest.builder()
                .tableName(tables.outbox())
                .indexName(OutboxItem.INDEX)
                .limit(most)
                .keyConditionExpression("#bucket = :bucket")
                .expressionAttributeNames(Map.of("#bucket", OutboxItem.BUCKET))
                .expressionAttributeValues(Map.of(":bucket", AttributeValue.fromS(OutboxItem.bucket(bucket))))
                .exclusiveStartKey(after == null ? null : OutboxItem.indexKey(after))
                .build();
        return client.query(page).items().stream().map(OutboxItem::unpublished).toList();
    }

    List<OutboxRow> unpublished(String entity, int first, int last) {
        NavigableMap<Integer, OutboxRow> found = new TreeMap<>();
        QueryResponse end = client.query(query(entity).limit(FIRST_PAGE).build());
        Integer published = addUntilPublished(end, found);
        if (published == null && next(end) != null) {
            return fromTheOldest(entity, first, end, found);
        }
        if (published != null && published > first) {
            addAll(between(entity, first, Math.min(last, published - 1)), found);
        }
        return firstOf(found);
    }

    /**
     * A long backlog. Where it begins with the first version that is asked for, it is read from there; else its begin is
     * looked for, by the keys alone.
     */
    private List<OutboxRow> fromTheOldest(
            String entity, int first, QueryResponse end, NavigableMap<Integer, OutboxRow> found) {
        int oldest = isBegin(entity, first) ? first : oldestUnpublished(entity, end, found.firstKey());
        NavigableMap<Integer, OutboxRow> rows = new TreeMap<>();
        Map<String, AttributeValue> start = null;
        do {
            QueryResponse page = client.query(between(entity, oldest, Integer.MAX_VALUE)
                    .scanIndexForward(true)
                    .limit(OutboxLog.MOST_ROWS)
                    .exclusiveStartKey(start)
                    .build());
            page.items().forEach(item -> addUnpublished(item, rows));
            start = next(page);
        } while (start != null && rows.size() < OutboxLog.MOST_ROWS);
        return firstOf(rows);
    }

    /** Whether a version is not published, and the one before it is or is none. */
    private boolean isBegin(String entity, int version) {
        Map<Integer, Boolean> published = client
                .query(between(entity, version - 1, version).build())
                .items()
                .stream()
                .collect(Collectors.toMap(OutboxItem::version, item -> item.containsKey(OutboxItem.PUBLISHED)));
        return !published.getOrDefault(version, true) && published.getOrDefault(version - 1, version <= 1);
    }

    private int oldestUnpublished(String entity, QueryResponse end, int soFar) {
        int oldest = soFar;
        Map<String, AttributeValue> start = next(end);
        while (start != null) {
            QueryResponse page = client.query(query(entity)
                    .projectionExpression("#version, #published")
                    .expressionAttributeNames(Map.of(
                            "#entity", OutboxItem.ENTITY,
                            "#version", OutboxItem.VERSION,
                            "#published", OutboxItem.PUBLISHED))
                    .exclusiveStartKey(start)
                    .build());
            for (Map<String, AttributeValue> item : page.items()) {
                if (item.containsKey(OutboxItem.PUBLISHED)) {
                    return oldest;
                }
                oldest = OutboxItem.version(item);
            }
            start = next(page);
        }
        return oldest;
    }

    private static List<OutboxRow> firstOf(NavigableMap<Integer, OutboxRow> found) {
        return found.values().stream().limit(OutboxLog.MOST_ROWS).toList();
    }

    /** Collects what stands above the highest published version, which it gives; null where the page has none. */
    private static @Nullable Integer addUntilPublished(QueryResponse page, Map<Integer, OutboxRow> found) {
        for (Map<String, AttributeValue> item : page.items()) {
            if (item.containsKey(OutboxItem.PUBLISHED)) {
                return OutboxItem.version(item);
            }
            addUnpublished(item, found);
        }
        return null;
    }

    private void addAll(QueryRequest.Builder query, Map<Integer, OutboxRow> found) {
        Map<String, AttributeValue> start = null;
        do {
            QueryResponse page = client.query(query.exclusiveStartKey(start).build());
            page.items().forEach(item -> addUnpublished(item, found));
            start = next(page);
        } while (start != null);
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
                        ":first", AttributeValues.number(first),
                        ":last", AttributeValues.number(last)));
    }
}
