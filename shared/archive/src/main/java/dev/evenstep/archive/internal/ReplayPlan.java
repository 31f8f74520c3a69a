package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would send.
 *
 * @param types how many of each type
 * @param first the earliest event's time; null where there is none, as {@code last}
 * @param bytes of all bodies
 * @param looked of how many events, the first ones, the marks were looked at
 * @param known how many of these the consumer knows
 */
public record ReplayPlan(
        long events,
        SortedMap<String, Long> types,
        @Nullable Instant first,
        @Nullable Instant last,
        long bytes,
        long looked,
        long known) {

    /** Of so many, marks are looked at: 200 requests. */
    public static final int MOST_LOOKED_AT = 10_000;

    private static final int MESSAGES_OF_A_REQUEST = 10;

    /** @param marks null: they are not looked at */
    public static ReplayPlan of(Iterator<ArchivedEvent> replayed, @Nullable ConsumerMarks marks) {
        ReplayPlan plan = new ReplayPlan(0, new TreeMap<>(), null, null, 0, 0, 0);
        List<ArchivedEvent> chunk = new ArrayList<>();
        while (replayed.hasNext()) {
            chunk.add(replayed.next());
            if (chunk.size() == ConsumerMarks.MOST_EVENTS || !replayed.hasNext()) {
                plan = plan.and(chunk, marks);
                chunk.clear();
            }
        }
        return plan;
    }

    private ReplayPlan and(List<ArchivedEvent> chunk, @Nullable ConsumerMarks marks) {
        SortedMap<String, Long> more = new TreeMap<>(types);
        Instant earliest = first;
        Instant latest = last;
        long size = bytes;
        for (ArchivedEvent event : chunk) {
            more.merge(event.type(), 1L, Long::sum);
            earliest = earliest == null || event.time().isBefore(earliest) ? event.time() : earliest;
            latest = latest == null || event.time().isAfter(latest) ? event.time() : latest;
            size += event.body().getBytes(StandardCharsets.UTF_8).length;
        }
        ConsumerMarks toLookAt = looked < MOST_LOOKED_AT ? marks : null;
        return new ReplayPlan(
                events + chunk.size(),
                more,
                earliest,
                latest,
                size,
                toLookAt == null ? looked : looked + chunk.size(),
                toLookAt == null ? known : known + toLookAt.known(chunk));
    }

    /** Requests to send them, at 10 events each where they are of different entities. */
    public long sendRequests() {
        return Math.ceilDiv(events, MESSAGES_OF_A_REQUEST);
    }
}
