package dev.evenstep.internal.outbox;

import dev.evenstep.internal.store.OutboxKey;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Rows that this instance knows to be marked as published. That never becomes false, so that it can be kept for as long
 * as there is room; what is not kept is asked of the table.
 */
final class PublishedRows {

    /** Some megabytes at most. */
    private static final int MOST = 20_000;

    private final Set<OutboxKey> rows = new LinkedHashSet<>();

    synchronized void add(OutboxKey row) {
        if (rows.add(row) && rows.size() > MOST) {
            Iterator<OutboxKey> oldest = rows.iterator();
            OutboxKey unused = oldest.next();
            oldest.remove();
        }
    }

    synchronized void remove(OutboxKey row) {
        rows.remove(row);
    }

    synchronized boolean contains(OutboxKey row) {
        return rows.contains(row);
    }

    /** Whether nothing of its entity is to be published before this row. */
    boolean admits(OutboxKey row) {
        return row.version() <= 1 || contains(new OutboxKey(row.entity(), row.version() - 1));
    }
}
