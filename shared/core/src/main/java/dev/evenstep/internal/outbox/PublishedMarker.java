package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks what went out, many rows at a time. A row counts as published once its mark is written. */
final class PublishedMarker {

    private static final Logger log = LoggerFactory.getLogger(PublishedMarker.class);

    private final String name;
    private final OutboxLog outbox;
    private final PublishedRows published;
    private final List<PendingRow> unmarked = new ArrayList<>();

    PublishedMarker(String name, OutboxLog outbox, PublishedRows published) {
        this.name = name;
        this.outbox = outbox;
        this.published = published;
    }

    /** What was kept aside is marked like what was published, so that its entity goes on. */
    void addIfOut(PendingRow row) {
        if (row.isOut()) {
            unmarked.add(row);
        }
    }

    boolean fillARequest() {
        return unmarked.size() >= OutboxLog.MOST_MARKS;
    }

    /** What cannot be marked is published a second time by the sweeper. */
    void write(Instant now) {
        if (unmarked.isEmpty()) {
            return;
        }
        List<OutboxRow> rows = unmarked.stream().map(PendingRow::row).toList();
        try {
            outbox.markPublished(rows, now);
            rows.forEach(row -> published.add(row.key()));
        } catch (RuntimeException failure) {
            log.warn("{}: {} events went out and are not marked so: {}", name, rows.size(), failure.toString());
            unmarked.forEach(row -> row.settle(
                    new Decision.Unpublished("The event went out, and its row could not be marked so: " + failure)));
        }
        unmarked.clear();
    }
}
