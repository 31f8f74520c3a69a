package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one entity has to publish, in the order of its versions: only the first may go. */
final class EntityQueue {

    private final NavigableMap<Integer, OutboxRow> rung = new TreeMap<>();
    private final List<PendingRow> rows = new ArrayList<>();
    private @Nullable Decision unread;

    void ring(OutboxRow row) {
        rung.put(row.key().version(), row);
    }

    /** The rows that were told of, by version. */
    NavigableMap<Integer, OutboxRow> rung() {
        return rung;
    }

    void add(PendingRow row) {
        rows.add(row);
    }

    /** Says why it is not known what the entity has to publish. */
    void leaveUnread(Decision why) {
        unread = why;
    }

    /** The row that may go now. */
    Optional<PendingRow> head() {
        return blocker() == null
                ? rows.stream().filter(row -> row.decision() == null).findFirst()
                : Optional.empty();
    }

    /** What had its chance waits. */
    void leaveUnpublished(String why) {
        head().ifPresent(head -> head.settle(new Decision.Unpublished(why)));
    }

    /** A row that is not in here was published before. */
    Decision decision(OutboxRow asked) {
        if (unread != null) {
            return unread;
        }
        return rows.stream()
                .filter(row -> row.row().key().equals(asked.key()))
                .findFirst()
                .map(this::decision)
                .orElseGet(() -> isBeyond(asked)
                        ? new Decision.Unpublished(rows.size() + " versions before it come first")
                        : new Decision.Duplicate(null));
    }

    private Decision decision(PendingRow row) {
        if (row.decision() != null) {
            return row.decision();
        }
        PendingRow blocker = blocker();
        return blocker == null
                ? new Decision.DeadlineExceeded(false)
                : new Decision.Unpublished(
                        "Version " + blocker.row().key().version() + " is before it and not published");
    }

    /** Whether the outbox has not told of this row, because there are so many before it. */
    private boolean isBeyond(OutboxRow asked) {
        return rows.size() >= OutboxLog.MOST_ROWS
                && asked.key().version() > rows.getLast().row().key().version();
    }

    private @Nullable PendingRow blocker() {
        for (PendingRow row : rows) {
            if (row.decision() != null && !row.isOut()) {
                return row;
            }
        }
        return null;
    }
}
