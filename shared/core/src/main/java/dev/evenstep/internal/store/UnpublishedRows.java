package dev.evenstep.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an outbox that are not marked as published, of whichever entity, oldest first. They are spread over buckets by
 * their entity, so that no part of the database takes all of the writes.
 */
public interface UnpublishedRows {

    int BUCKETS = 16;

    /** 0 to 15, for an entity always the same. */
    static int bucketOf(String entity) {
        return Math.floorMod(entity.hashCode(), BUCKETS);
    }

    /**
     * The oldest of a bucket, by when they were committed; those of one moment in any order. What was committed or marked
     * within the last seconds may be missing, or be there still: whoever acts on a row asks {@link OutboxLog}.
     *
     * @param after the row that the last answer ended with; null: from the oldest on
     * @param most how many at most
     */
    List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most);
}
