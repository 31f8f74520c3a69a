package dev.evenstep.internal.store;

import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits.VersionTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outbox of a store within this JVM. It forgets nothing. Safe for concurrent use. */
public final class InMemoryOutbox implements OutboxLog, UnpublishedRows {

    private final Map<String, NavigableMap<Integer, SerializedEvent>> logs = new HashMap<>();
    private final Set<OutboxKey> published = new HashSet<>();
    private final Map<Integer, NavigableSet<UnpublishedRow>> unpublished = new HashMap<>();
    private final List<Envelope> committed = new ArrayList<>();

    InMemoryOutbox() {}

    /** Everything so far, in the order in which it was committed. */
    synchronized List<Envelope> committed() {
        return List.copyOf(committed);
    }

    synchronized int lastVersion(String entity) {
        NavigableMap<Integer, SerializedEvent> log = log(entity);
        return log.isEmpty() ? 0 : log.lastKey();
    }

    /** The first version among those of the events that stands in its log already. */
    synchronized @Nullable VersionTaken taken(List<SerializedEvent> events) {
        for (SerializedEvent event : events) {
            OutboxKey key = OutboxKey.of(event.envelope());
            SerializedEvent earlier = log(key.entity()).get(key.version());
            if (key.version() > 0 && earlier != null) {
                return VersionTaken.by(earlier.envelope(), new Entity(key.entity(), key.version()));
            }
        }
        return null;
    }

    synchronized void append(List<SerializedEvent> events, Instant now) {
        for (SerializedEvent event : events) {
            OutboxKey key = OutboxKey.of(event.envelope());
            logs.computeIfAbsent(key.entity(), any -> new TreeMap<>()).put(key.version(), event);
            unpublished
                    .computeIfAbsent(
                            UnpublishedRows.bucketOf(key.entity()), any -> new TreeSet<>(UnpublishedRow.OLDEST_FIRST))
                    .add(new UnpublishedRow(key, now));
            committed.add(event.envelope());
        }
    }

    @Override
    public synchronized List<OutboxRow> unpublished(String entity, int first, int last) {
        NavigableMap<Integer, SerializedEvent> log = log(entity);
        int end = log.descendingKeySet().stream()
                .filter(version -> published.contains(new OutboxKey(entity, version)))
                .findFirst()
                .orElse(-1);
        return log.entrySet().stream()
                .filter(row -> row.getKey() > end || (row.getKey() >= first && row.getKey() <= last))
                .map(row -> new OutboxRow(
                        new OutboxKey(entity, row.getKey()), row.getValue().json()))
                .filter(row -> !published.contains(row.key()))
                .limit(MOST_ROWS)
                .toList();
    }

    @Override
    public synchronized void markPublished(Collection<OutboxRow> rows, Instant now) {
        rows.forEach(row -> published.add(row.key()));
        Set<OutboxKey> marked = rows.stream().map(OutboxRow::key).collect(Collectors.toSet());
        unpublished.values().forEach(bucket -> bucket.removeIf(row -> marked.contains(row.key())));
    }

    @Override
    public synchronized List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most) {
        NavigableSet<UnpublishedRow> rows = unpublished.getOrDefault(bucket, Collections.emptyNavigableSet());
        return (after == null ? rows : rows.tailSet(after, false))
                .stream().limit(most).toList();
    }

    private NavigableMap<Integer, SerializedEvent> log(String entity) {
        return logs.getOrDefault(entity, new TreeMap<>());
    }
}
