package dev.evenstep.dynamodb.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was made and changed.
 *
 * @param id differs from that of another table that had the same name
 * @param stream null without a stream
 * @param timeToLive the attribute that holds an item's epoch second of expiry; null: items stay
 */
public record TableDefinition(
        String name,
        String id,
        String arn,
        Instant created,
        KeySchema keys,
        List<Index> indexes,
        @Nullable StreamSettings stream,
        @Nullable String timeToLive) {

    public TableDefinition {
        indexes = List.copyOf(indexes);
    }

    /** @param view such as {@code NEW_AND_OLD_IMAGES} */
    public record StreamSettings(String arn, String label, String view) {}
}
