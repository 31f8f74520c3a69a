package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.projection.ViewStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Views in a DynamoDB table of their own, with the partition key {@code generation} (text) and the sort key {@code view} (text);
 * for lists with the index {@code lists}, of the partition key {@code list} (text) and the sort key {@code order} (text), that has
 * all attributes.
 *
 * <p>Up to 100 views are read by one {@code BatchGetItem}, consistent; each is written by a {@code PutItem} of its own, 32 at a
 * time. A view has at most 400 KB (DynamoDB's quota).
 */
public final class DynamoDbViewStore implements ViewStore {

    /** Keys of one BatchGetItem (DynamoDB's quota). */
    private static final int MOST_READ = 100;

    /** Writes of one BatchWriteItem (DynamoDB's quota). */
    private static final int MOST_REMOVED = 25;

    private static final int AT_A_TIME = 32;
    private static final String LISTS = "lists";

    private final DynamoDbClient client;
    private final String table;

    private DynamoDbViewStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * On a client of its own, whose region and credentials are those of Lambda's environment.
     *
     * @param environment with {@code VIEWS_TABLE}, the table's deployed name
     * @throws IllegalStateException when that is missing
     */
    public static DynamoDbViewStore from(Map<String, String> environment) {
        return of(StoreClients.dynamoDb(), StoreClients.table(environment, "VIEWS_TABLE"));
    }

    /** @param table its deployed name */
    public static DynamoDbViewStore of(DynamoDbClient client, String table) {
        return new DynamoDbViewStore(client, table);
    }

    @Override
    public Map<ViewKey, ViewRecord> read(Collection<ViewKey> keys) {
        Map<ViewKey, ViewRecord> found = new HashMap<>();
        for (List<ViewKey> together : parts(keys, MOST_READ)) {
            Map<String, KeysAndAttributes> missing = Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(together.stream().map(ViewItem::key).toList())
                            .consistentRead(true)
                            .build());
            while (!missing.isEmpty()) {
                Map<String, KeysAndAttributes> asked = missing;
                var answer = client.batchGetItem(request -> request.requestItems(asked));
                for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
                    ViewRecord view = ViewItem.read(item);
                    found.put(view.key(), view);
                }
                missing = answer.unprocessedKeys();
            }
        }
        return found;
    }

    private static <T> List<List<T>> parts(Collection<T> all, int most) {
        List<T> left = List.copyOf(all);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < left.size(); from += most) {
            parts.add(left.subList(from, Math.min(left.size(), from + most)));
        }
        return parts;
    }

    @Override
    public List<ViewKey> write(Collection<ViewRecord> records) {
        if (records.size() == 1) {
            return records.stream()
                    .filter(view -> !put(view))
                    .map(ViewRecord::key)
                    .toList();
        }
        List<ViewKey> refused = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            Map<ViewKey, Future<Boolean>> written = new HashMap<>();
            records.forEach(view -> written.put(view.key(), threads.submit(() -> put(view))));
            for (Map.Entry<ViewKey, Future<Boolean>> one : written.entrySet()) {
                if (!one.getValue().get()) {
                    refused.add(one.getKey());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while views were written", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(failed.getCause());
        }
        return refused;
    }

    private boolean put(ViewRecord view) {
        boolean first = view.revision() == 1;
        try {
            var unused = client.putItem(request -> request.tableName(table)
                    .item(ViewItem.of(view))
                    .conditionExpression(first ? "attribute_not_exists(#revision)" : "#revision = :before")
                    .expressionAttributeNames(Map.of("#revision", ViewItem.REVISION))
                    .expressionAttributeValues(
                            first ? null : Map.of(":before", CommitItem.number(view.revision() - 1))));
            return true;
        } catch (ConditionalCheckFailedException taken) {
            return false;
        }
    }

    @Override
    public RecordPage page(String space, int limit, @Nullable String after) {
        List<ViewRecord> found = new ArrayList<>();
        String behind = after;
        int bucket = after == null ? 0 : ViewItem.bucket(after);
        while (bucket < ViewItem.BUCKETS && found.size() < limit) {
            QueryResponse page = client.query(
                    bucket(space, bucket, behind).limit(limit - found.size()).build());
            page.items().forEach(item -> found.add(ViewItem.read(item)));
            if (page.lastEvaluatedKey().isEmpty()) {
                bucket++;
                behind = null;
            } else {
                behind = found.getLast().key().key();
            }
        }
        return new RecordPage(found, bucket < ViewItem.BUCKETS);
    }

    private QueryRequest.Builder bucket(String space, int bucket, @Nullable String after) {
        AttributeValue partition = AttributeValue.fromS(ViewItem.partition(space, bucket));
        Map<String, String> names = after == null
                ? Map.of("#generation", ViewItem.GENERATION)
                : Map.of("#generation", ViewItem.GENERATION, "#view", ViewItem.VIEW);
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#generation = :generation" + (after == null ? "" : " AND #view > :after"))
                .expressionAttributeNames(names)
                .expressionAttributeValues(
                        after == null
                                ? Map.of(":generation", partition)
                                : Map.of(":generation", partition, ":after", AttributeValue.fromS(after)));
    }

    @Override
    public RecordPage list(String space, String list, boolean ascending, int limit, @Nullable ListPlace after) {
        QueryResponse page = client.query(request -> request.tableName(table)
                .indexName(LISTS)
                .scanIndexForward(ascending)
                .limit(limit)
                .keyConditionExpression("#list = :list")
                .expressionAttributeNames(Map.of("#list", ViewItem.LIST))
                .expressionAttributeValues(Map.of(":list", ViewItem.list(space, list)))
                .exclusiveStartKey(after == null ? null : ViewItem.place(space, list, after)));
        return new RecordPage(
                page.items().stream().map(ViewItem::read).toList(),
                !page.lastEvaluatedKey().isEmpty());
    }

    @Override
    public void remove(Collection<ViewKey> keys) {
        for (List<ViewKey> together : parts(keys, MOST_REMOVED)) {
            Map<String, List<WriteRequest>> left = Map.of(
                    table,
                    together.stream()
                            .map(key -> WriteRequest.builder()
                                    .deleteRequest(delete -> delete.key(ViewItem.key(key)))
                                    .build())
                            .toList());
            while (!left.isEmpty()) {
                Map<String, List<WriteRequest>> asked = left;
                left = client.batchWriteItem(request -> request.requestItems(asked))
                        .unprocessedItems();
            }
        }
    }
}
