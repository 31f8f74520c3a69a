package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.internal.CommitEventStore;
import dev.evenstep.eventstore.internal.CommitLog;
import dev.evenstep.eventstore.internal.CommitPage;
import dev.evenstep.eventstore.internal.StreamCommit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Commits as items of a table. Each of its methods is one request, a refused one included. */
final class DynamoDbCommitLog implements CommitLog {

    private static final String IS_FREE = "attribute_not_exists(#stream)";
    private static final Map<String, String> STREAM_NAME = Map.of("#stream", CommitItem.STREAM);
    private static final Map<String, String> KEY_NAMES =
            Map.of("#stream", CommitItem.STREAM, "#commit", CommitItem.COMMIT);

    /** Between a key's number and its stream, as text. */
    private static final String SEPARATOR = "/";

    /** Of a cancellation reason (DynamoDB's TransactWriteItems reference). */
    private static final String REFUSED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final String table;

    DynamoDbCommitLog(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public @Nullable StreamCommit put(List<StreamCommit> commits) {
        return commits.size() == 1 ? put(commits.getFirst()) : putTogether(commits);
    }

    private @Nullable StreamCommit put(StreamCommit commit) {
        try {
            var unused = client.putItem(request -> request.tableName(table)
                    .item(CommitItem.of(commit))
                    .conditionExpression(IS_FREE)
                    .expressionAttributeNames(STREAM_NAME)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return null;
        } catch (ConditionalCheckFailedException taken) {
            return CommitItem.read(taken.item());
        }
    }

    private @Nullable StreamCommit putTogether(List<StreamCommit> commits) {
        List<TransactWriteItem> puts = commits.stream().map(this::transacted).toList();
        try {
            var unused = client.transactWriteItems(request -> request.transactItems(puts));
            return null;
        } catch (TransactionCanceledException cancelled) {
            CancellationReason first = cancelled.cancellationReasons().getFirst();
            if (REFUSED.equals(first.code())) {
                return CommitItem.read(first.item());
            }
            throw cancelled;
        }
    }

    private TransactWriteItem transacted(StreamCommit commit) {
        Put put = Put.builder()
                .tableName(table)
                .item(CommitItem.of(commit))
                .conditionExpression(IS_FREE)
                .expressionAttributeNames(STREAM_NAME)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().put(put).build();
    }

    @Override
    public CommitPage page(String stream, int number, boolean forward, int limit) {
        QueryResponse page = client.query(request -> request.tableName(table)
                .consistentRead(true)
                .scanIndexForward(forward)
                .limit(limit)
                .keyConditionExpression("#stream = :stream AND #commit " + (forward ? ">=" : "<=") + " :commit")
                .expressionAttributeNames(KEY_NAMES)
                .expressionAttributeValues(
                        Map.of(":stream", AttributeValue.fromS(stream), ":commit", CommitItem.number(number))));
        return new CommitPage(
                page.items().stream().map(CommitItem::read).toList(),
                !page.lastEvaluatedKey().isEmpty());
    }

    @Override
    public SweptCommits sweep(@Nullable String after) {
        ScanResponse page = client.scan(request -> request.tableName(table)
                .exclusiveStartKey(after == null ? null : key(after))
                .projectionExpression("#stream, #commit")
                .filterExpression("NOT begins_with(#stream, :log) AND NOT begins_with(#stream, :snapshot)")
                .expressionAttributeNames(KEY_NAMES)
                .expressionAttributeValues(Map.of(
                        ":log", AttributeValue.fromS(CommitEventStore.LOG),
                        ":snapshot", AttributeValue.fromS(CommitEventStore.SNAPSHOT))));
        Map<String, Integer> latest = new HashMap<>();
        page.items()
                .forEach(item -> latest.merge(
                        CommitItem.stream(item), (int) CommitItem.integer(item, CommitItem.COMMIT), Math::max));
        return new SweptCommits(latest, page.lastEvaluatedKey().isEmpty() ? null : text(page.lastEvaluatedKey()));
    }

    private static String text(Map<String, AttributeValue> key) {
        return CommitItem.integer(key, CommitItem.COMMIT) + SEPARATOR + CommitItem.stream(key);
    }

    private static Map<String, AttributeValue> key(String text) {
        int end = text.indexOf(SEPARATOR);
        return Map.of(
                CommitItem.COMMIT, AttributeValue.fromN(text.substring(0, end)),
                CommitItem.STREAM, AttributeValue.fromS(text.substring(end + 1)));
    }
}
