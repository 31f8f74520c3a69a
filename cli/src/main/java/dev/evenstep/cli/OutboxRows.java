package dev.evenstep.cli;

import dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox;
import dev.evenstep.aws.internal.dynamodb.OutboxEntry;
import dev.evenstep.aws.internal.dynamodb.Tables;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What is in the shop's outbox. */
final class OutboxRows {

    static final String ROW = "ENTITY/VERSION, as list shows it; or the id of an event that is not published.";

    private static final int PAGE = 100;

    private final DeployedShop shop;
    private final DynamoDbOutbox outbox;

    OutboxRows(DeployedShop shop) {
        this.shop = shop;
        this.outbox = new DynamoDbOutbox(
                shop.clients().dynamoDb(), Tables.from(Map.of("OUTBOX_TABLE", shop.table("outbox"))));
    }

    DynamoDbOutbox outbox() {
        return outbox;
    }

    /** What is not published, oldest first. */
    List<OutboxLine> list() {
        try {
            return unpublished().stream()
                    .sorted(UnpublishedRow.OLDEST_FIRST)
                    .map(row -> outbox.find(row.key()))
                    .filter(Objects::nonNull)
                    .filter(entry -> entry.published() == null)
                    .map(OutboxLine::of)
                    .toList();
        } catch (ResourceNotFoundException missing) {
            throw new IllegalStateException(
                    "There is no table " + shop.table("outbox")
                            + " here: deploy the stack first, or name another with --stack",
                    missing);
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
        OutboxEntry named = key == null ? null : outbox.find(key);
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

    private static @Nullable OutboxKey key(String id) {
        int slash = id.lastIndexOf('/');
        String version = id.substring(slash + 1);
        return slash > 0 && version.matches("\\d{1,9}")
                ? new OutboxKey(id.substring(0, slash), Integer.parseInt(version))
                : null;
    }
}
