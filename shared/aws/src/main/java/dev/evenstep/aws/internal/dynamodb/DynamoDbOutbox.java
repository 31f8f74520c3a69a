package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The outbox table for whoever publishes it. What an entity has to publish is one request where that are at most 10 rows;
 * a page of what is unpublished is one read of the index; marks are one request for 25. A mark is the row written anew ({@code BatchWriteItem} knows no updates), which the
 * stream's filter on new rows keeps from the relay.
 */
public final class DynamoDbOutbox implements OutboxLog, UnpublishedRows {

    private final DynamoDbClient client;
    private final TableNames tables;
    private final OutboxQueries queries;

    public DynamoDbOutbox(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
        this.queries = new OutboxQueries(client, tables);
    }

    @Override
    public List<OutboxRow> unpublished(String entity, int first, int last) {
        return queries.unpublished(entity, first, last);
    }

    @Override
    public List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most) {
        return queries.oldest(bucket, after, most);
    }

    @Override
    public void markPublished(Collection<OutboxRow> rows, Instant now) {
        List<WriteRequest> writes = rows.stream().map(row -> write(row, now)).toList();
        for (int from = 0; from < writes.size(); from += MOST_MARKS) {
            write(writes.subList(from, Math.min(writes.size(), from + MOST_MARKS)));
        }
    }

    /** What DynamoDB leaves unprocessed is written again for as long as it takes any of it. */
    private void write(List<WriteRequest> writes) {
        Map<String, List<WriteRequest>> open = Map.of(tables.outbox(), List.copyOf(writes));
        while (!open.isEmpty()) {
            BatchWriteItemResponse response = client.batchWriteItem(
                    BatchWriteItemRequest.builder().requestItems(open).build());
            if (count(response.unprocessedItems()) == count(open)) {
                throw new IllegalStateException("DynamoDB is throttling writes of " + open.keySet());
            }
            open = response.unprocessedItems();
        }
    }

    private static int count(Map<String, List<WriteRequest>> writes) {
        return writes.values().stream().mapToInt(List::size).sum();
    }

    private static WriteRequest write(OutboxRow row, Instant now) {
        PutRequest put =
                PutRequest.builder().item(OutboxItem.published(row, now)).build();
        return WriteRequest.builder().putRequest(put).build();
    }
}
