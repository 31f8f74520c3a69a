package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.internal.CommitEventStore;
import dev.evenstep.eventstore.internal.LogTable;
import dev.evenstep.eventstore.internal.StreamCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The log in the table of commits: an entry is the item {@code log#shard} at its sequence, with its commits packed in it; how far
 * a stream is in the log is the item {@code log#stream#} and its name, at commit 0; how far a sweep came {@code log#sweep}.
 */
final class DynamoDbLogTable implements LogTable {

    private static final String ENTRIES = "entries";
    private static final String LOGGED = "logged";
    private static final String SEQUENCED = "sequenced";
    private static final String CURSOR = CommitEventStore.LOG + "stream#";

    /** Of the item that says where a sweep is to go on. */
    private static final Map<String, AttributeValue> SWEEP = Map.of(
            CommitItem.STREAM, AttributeValue.fromS(CommitEventStore.LOG + "sweep"),
            CommitItem.COMMIT, CommitItem.number(0));

    private static final String NEXT = "next";

    /** Keys of one BatchGetItem (DynamoDB's quota). */
    private static final int MOST_KEYS = 100;

    private final DynamoDbClient client;
    private final String table;

    DynamoDbLogTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Map<String, Integer> sequenced(Collection<String> streams) {
        if (streams.size() > MOST_KEYS) {
            throw new IllegalArgumentException(streams.size() + " streams: at most " + MOST_KEYS + " at once");
        }
        Map<String, KeysAndAttributes> missing = Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(streams.stream().map(DynamoDbLogTable::cursor).toList())
                        .consistentRead(true)
                        .build());
        Map<String, Integer> found = new HashMap<>();
        while (!missing.isEmpty()) {
            Map<String, KeysAndAttributes> asked = missing;
            var answer = client.batchGetItem(request -> request.requestItems(asked));
            for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
                found.put(
                        required(item, CommitItem.STREAM).s().substring(CURSOR.length()),
                        Integer.parseInt(required(item, SEQUENCED).n()));
            }
            missing = answer.unprocessedKeys();
        }
        return found;
    }

    @Override
    public long end(int shard) {
        QueryResponse last = client.query(request -> request.tableName(table)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(1)
                .projectionExpression("#commit")
                .keyConditionExpression("#stream = :shard")
                .expressionAttributeNames(Map.of("#stream", CommitItem.STREAM, "#commit", CommitItem.COMMIT))
                .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS(partition(shard)))));
        return last.items().isEmpty()
                ? 0
                : Long.parseLong(
                        required(last.items().getFirst(), CommitItem.COMMIT).n());
    }

    @Override
    public StoredPage page(int shard, long after, int limit) {
        QueryResponse page = client.query(request -> request.tableName(table)
                .consistentRead(true)
                .limit(limit)
                .keyConditionExpression("#stream = :shard AND #commit > :after")
                .expressionAttributeNames(Map.of("#stream", CommitItem.STREAM, "#commit", CommitItem.COMMIT))
                .expressionAttributeValues(
                        Map.of(":shard", AttributeValue.fromS(partition(shard)), ":after", CommitItem.number(after))));
        return new StoredPage(
                page.items().stream().map(item -> entry(shard, item)).toList(),
                !page.lastEvaluatedKey().isEmpty());
    }

    private static StoredEntry entry(int shard, Map<String, AttributeValue> item) {
        return new StoredEntry(
                shard,
                Long.parseLong(required(item, CommitItem.COMMIT).n()),
                Instant.ofEpochMilli(Long.parseLong(required(item, LOGGED).n())),
                required(item, ENTRIES).l().stream()
                        .map(commit -> CommitItem.read(commit.m()))
                        .toList());
    }

    @Override
    public boolean add(StoredEntry entry) {
        Map<String, Integer> first = new LinkedHashMap<>();
        Map<String, Integer> last = new LinkedHashMap<>();
        for (StreamCommit commit : entry.commits()) {
            first.putIfAbsent(commit.stream(), commit.number());
            last.put(commit.stream(), commit.number());
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().put(put(entry)).build());
        last.forEach((stream, number) -> writes.add(TransactWriteItem.builder()
                .update(move(stream, required(first, stream) - 1, number))
                .build()));
        try {
            var unused = client.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException cancelled) {
            boolean others = cancelled.cancellationReasons().stream()
                    .allMatch(reason -> List.of("None", "ConditionalCheckFailed", "TransactionConflict")
                            .contains(Objects.requireNonNullElse(reason.code(), "None")));
            if (others) {
                return false;
            }
            throw cancelled;
        }
    }

    private Put put(StoredEntry entry) {
        List<AttributeValue> commits = entry.commits().stream()
                .map(commit -> AttributeValue.fromM(CommitItem.of(commit)))
                .toList();
        return Put.builder()
                .tableName(table)
                .item(Map.of(
                        CommitItem.STREAM,
                        AttributeValue.fromS(partition(entry.shard())),
                        CommitItem.COMMIT,
                        CommitItem.number(entry.sequence()),
                        LOGGED,
                        CommitItem.number(entry.time().toEpochMilli()),
                        ENTRIES,
                        AttributeValue.fromL(commits)))
                .conditionExpression("attribute_not_exists(#stream)")
                .expressionAttributeNames(Map.of("#stream", CommitItem.STREAM))
                .build();
    }

    private Update move(String stream, int from, int to) {
        return Update.builder()
                .tableName(table)
                .key(cursor(stream))
                .updateExpression("SET #sequenced = :to")
                .conditionExpression(from == 0 ? "attribute_not_exists(#sequenced)" : "#sequenced = :from")
                .expressionAttributeNames(Map.of("#sequenced", SEQUENCED))
                .expressionAttributeValues(
                        from == 0
                                ? Map.of(":to", CommitItem.number(to))
                                : Map.of(":to", CommitItem.number(to), ":from", CommitItem.number(from)))
                .build();
    }

    @Override
    public @Nullable String sweptTo() {
        return Optional.ofNullable(client.getItem(
                                request -> request.tableName(table).key(SWEEP).consistentRead(true))
                        .item()
                        .get(NEXT))
                .map(AttributeValue::s)
                .orElse(null);
    }

    @Override
    public void keepSwept(@Nullable String next) {
        Map<String, AttributeValue> item = new HashMap<>(SWEEP);
        if (next != null) {
            item.put(NEXT, AttributeValue.fromS(next));
        }
        var unused = client.putItem(request -> request.tableName(table).item(item));
    }

    private static String partition(int shard) {
        return CommitEventStore.LOG + shard;
    }

    private static Map<String, AttributeValue> cursor(String stream) {
        return Map.of(
                CommitItem.STREAM, AttributeValue.fromS(CURSOR + stream), CommitItem.COMMIT, CommitItem.number(0));
    }

    private static <V> V required(Map<String, V> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute);
    }
}
