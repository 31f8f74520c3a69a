package dev.evenstep.cli;

import dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox;
import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What is in an outbox. */
final class OutboxRows {

    static final String ROW = "ENTITY/VERSION, as list shows it; or the id of an event that is not published.";

    /** By which functions know their outbox. */
    static final String VARIABLE = "OUTBOX_TABLE";

    private static final int PAGE = 100;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DynamoDbOutbox outbox;

    OutboxRows(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.outbox = new DynamoDbOutbox(dynamoDb, TableNames.from(Map.of(VARIABLE, table)));
    }

    /** @param chosen null: the only one */
    static OutboxRows of(DeployedStack stack, @Nullable String chosen) {
        return new OutboxRows(stack.clients().dynamoDb(), stack.table(VARIABLE, chosen));
    }

    DynamoDbOutbox outbox() {
        return outbox;
    }

    /** What is not published, oldest first. */
    List<OutboxLine> list() {
        try {
            return unpublished().stream()
                    .sorted(UnpublishedRow.OLDEST_FIRST)
                    .map(row -> entry(row.key()))
                    .filter(Objects::nonNull)
                    .filter(entry -> entry.published() == null)
                    .map(OutboxLine::of)
                    .toList();
        } catch (ResourceNotFoundException missing) {
            throw new IllegalStateException("The outbox table " + table + " is gone: deploy the stack again", missing);
        }
    }

    private List<UnpublishedRow> unpublished() {
        List<UnpublishedRow> rows = new ArrayList<>();
        for (int bucket = 0; bucket < UnpublishedRows.BUCKETS; bucket++) {
            List<UnpublishedRow> page = outbox.oldest(bucket, null, PAGE);
            while (!page.isEmpty()) {
                rows.addAll(page);
                page = outbox.oldest(bucket, page.getLast(), PAGE);
            }
        }
        return rows;
    }

    /** @throws IllegalArgumentException where there is none */
    OutboxLine find(String id) {
        OutboxKey key = key(id);
        OutboxEntry named = key == null ? null : entry(key);
        if (named != null) {
            return OutboxLine.of(named);
        }
        return list().stream()
                .filter(line -> line.eventId().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no row " + id
                        + " in the outbox, and no event of that id that is not published; ./evenstep outbox list shows"
                        + " what is not"));
    }

    /** A row, published or not, in one consistent read; null where there is none. */
    private @Nullable OutboxEntry entry(OutboxKey key) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request ->
                        request.tableName(table).key(OutboxItem.key(key)).consistentRead(true))
                .item();
        return item.isEmpty() ? null : OutboxEntry.of(item);
    }

    private static @Nullable OutboxKey key(String id) {
        int slash = id.lastIndexOf('/');
        String version = id.substring(slash + 1);
        return slash > 0 && version.matches("\\d{1,9}")
                ? new OutboxKey(id.substring(0, slash), Integer.parseInt(version))
                : null;
    }
}
