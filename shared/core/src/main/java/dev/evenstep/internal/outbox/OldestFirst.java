package dev.evenstep.internal.outbox;

import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The buckets' rows as one sequence, oldest first, read as far as it is asked for. */
final class OldestFirst {

    private static final int PAGE = 100;

    private final UnpublishedRows rows;
    private final Instant until;
    private final PriorityQueue<Bucket> buckets = new PriorityQueue<>(Comparator.comparing(Bucket::first));

    /** @param until what was committed later is left out */
    OldestFirst(UnpublishedRows rows, Instant until) {
        this.rows = rows;
        this.until = until;
        for (int number = 0; number < UnpublishedRows.BUCKETS; number++) {
            addUnlessEmpty(new Bucket(number));
        }
    }

    private void addUnlessEmpty(Bucket bucket) {
        if (bucket.fill()) {
            buckets.add(bucket);
        }
    }

    /** Null where there is no more. */
    @Nullable
    UnpublishedRow next() {
        Bucket oldest = buckets.poll();
        if (oldest == null || oldest.first().isAfter(until)) {
            return null;
        }
        UnpublishedRow row = oldest.read.remove();
        addUnlessEmpty(oldest);
        return row;
    }

    private final class Bucket {

        private final int number;
        private final Deque<UnpublishedRow> read = new ArrayDeque<>();
        private @Nullable UnpublishedRow last;
        private boolean isRead;

        private Bucket(int number) {
            this.number = number;
        }

        private Instant first() {
            return read.element().committed();
        }

        private boolean fill() {
            if (read.isEmpty() && !isRead) {
                List<UnpublishedRow> page = rows.oldest(number, last, PAGE);
                read.addAll(page);
                last = page.isEmpty() ? last : page.getLast();
                isRead = page.isEmpty();
            }
            return !read.isEmpty();
        }
    }
}
