package dev.evenstep.internal.store;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a row stands that is not marked as published.
 *
 * @param committed when, at millisecond precision
 */
public record UnpublishedRow(OutboxKey key, Instant committed) {

    /** Oldest first, and an entity's rows of one moment in the order of their versions. */
    public static final Comparator<UnpublishedRow> OLDEST_FIRST = Comparator.comparing(UnpublishedRow::committed)
            .thenComparing(row -> row.key().entity())
            .thenComparingInt(row -> row.key().version());
}
