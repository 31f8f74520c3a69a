package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchiveQuery;
import dev.evenstep.archive.ArchivedEvent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events in time order, each entity's in the order of their versions: where an entity's event is due by its time, that of its
 * lowest version goes first, of as many events as the window has.
 */
public final class VersionOrder implements Iterator<ArchivedEvent> {

    private static final int WINDOW = 1_000;

    private static final Comparator<ArchivedEvent> BY_VERSION = Comparator.<ArchivedEvent>comparingInt(
                    event -> event.version() == null ? 0 : event.version())
            .thenComparing(ArchivedEvent::position);

    private final Iterator<ArchivedEvent> inTime;
    private final int window;
    private final Queue<ArchivedEvent> due = new ArrayDeque<>();
    private final Map<String, PriorityQueue<ArchivedEvent>> byEntity = new HashMap<>();
    private final Queue<String> unfinished = new ArrayDeque<>();
    private final Set<String> early = new HashSet<>();
    private @Nullable String position;

    private VersionOrder(Iterator<ArchivedEvent> inTime, int window, @Nullable String position) {
        this.inTime = inTime;
        this.window = window;
        this.position = position;
    }

    /** @param events as the query reads them: of an entity, they are in that order already */
    public static VersionOrder of(ArchiveQuery query, Iterator<ArchivedEvent> events) {
        boolean isOrdered = query.entity() != null && query.correlationId() == null;
        return new VersionOrder(events, isOrdered ? 1 : WINDOW, query.after());
    }

    /** Up to which all were returned: to read on behind it leaves none out, and repeats what went before its time. */
    public @Nullable String position() {
        return position;
    }

    @Override
    public boolean hasNext() {
        return !due.isEmpty() || inTime.hasNext();
    }

    @Override
    public ArchivedEvent next() {
        while (due.size() < window && inTime.hasNext()) {
            ArchivedEvent event = inTime.next();
            due.add(event);
            unfinished.add(event.position());
            if (event.entity() != null) {
                byEntity.computeIfAbsent(event.entity(), entity -> new PriorityQueue<>(BY_VERSION))
                        .add(event);
            }
        }
        if (due.isEmpty()) {
            throw new NoSuchElementException();
        }
        ArchivedEvent next = lowestOf(due.remove());
        early.add(next.position());
        while (!unfinished.isEmpty() && early.remove(unfinished.element())) {
            position = unfinished.remove();
        }
        return next;
    }

    private ArchivedEvent lowestOf(ArchivedEvent event) {
        PriorityQueue<ArchivedEvent> versions = event.entity() == null ? null : byEntity.get(event.entity());
        if (versions == null) {
            return event;
        }
        ArchivedEvent lowest = versions.remove();
        if (versions.isEmpty()) {
            byEntity.remove(lowest.entity());
        }
        return lowest;
    }
}
