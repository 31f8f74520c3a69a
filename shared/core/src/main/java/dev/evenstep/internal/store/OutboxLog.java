package dev.evenstep.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The outbox as whoever publishes it sees it: per entity a log of rows, in the order of their versions. Rows are never
 * removed from here but marked, so that no version can be given out a second time.
 */
public interface OutboxLog {

    /** Most rows that are marked in one request, DynamoDB's limit for BatchWriteItem. */
    int MOST_MARKS = 25;

    /** Most rows of one answer: what an entity has to publish grows for as long as the bus does not take it. */
    int MOST_ROWS = 100;

    /**
     * The rows of an entity that are not marked as published, in the order of their versions: those that stand above the
     * highest one that is, and those from version {@code first} to {@code last} wherever they stand, for a version below
     * a published one may have been committed late; the first 100 of them. A consistent read, whose cost does not grow
     * with the log.
     */
    List<OutboxRow> unpublished(String entity, int first, int last);

    /**
     * Marks rows as published, each row once. Not atomic: where it throws, some may be marked.
     *
     * @param now from when on they are kept for their time
     */
    void markPublished(Collection<OutboxRow> rows, Instant now);
}
