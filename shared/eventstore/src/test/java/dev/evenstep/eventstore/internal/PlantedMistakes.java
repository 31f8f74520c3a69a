package dev.evenstep.eventstore.internal;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.log.LogPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logs and subscriptions as one might build them, and should not. */
final class PlantedMistakes {

    private PlantedMistakes() {}

    /** Takes what is later than the latest that it saw. */
    static LogSchedule.Reader watermarkByWallClock() {
        return new LogSchedule.Reader() {

            private Instant watermark = Instant.MIN;

            @Override
            public void run(EventTables tables, EventStore store, LogSchedule.View view) {
                List<Envelope> later = LogSchedule.allStreams().stream()
                        .flatMap(stream -> store.read(stream, ReadOptions.forward()).events().stream())
                        .filter(event -> event.time().isAfter(watermark) && !view.has(event))
                        .sorted(Comparator.comparing(Envelope::time))
                        .toList();
                later.forEach(view::see);
                later.stream()
                        .map(Envelope::time)
                        .max(Comparator.naturalOrder())
                        .ifPresent(time -> watermark = time);
            }
        };
    }

    /** Is ahead of what was handled, where the handler fails. */
    static LogSchedule.Reader checkpointFirst(Turns turns) {
        return (tables, store, view) -> {
            LogPosition position = store.checkpoints().read("first");
            for (int shard = 0; shard < EventLog.SHARDS; shard++) {
                int read = shard;
                LogPage page = store.log().read(shard, position.of(shard), 2);
                if (!page.entries().isEmpty()
                        && store.checkpoints()
                                .move(
                                        "first",
                                        shard,
                                        position.of(shard),
                                        page.entries().getLast().sequence())) {
                    turns.step(() -> view.handle(read, page.entries()));
                }
            }
        };
    }

    /** Moves a stream's cursor when the entry is there. */
    static LogTable cursorOutside(Turns turns) {
        return new Delegating() {

            private final Map<String, Integer> cursors = new HashMap<>();

            @Override
            public Map<String, Integer> sequenced(Collection<String> streams) {
                return Map.copyOf(cursors);
            }

            @Override
            public boolean add(StoredEntry entry) {
                boolean added = addWithoutCursors(entry);
                if (added) {
                    turns.step(() -> {});
                    entry.commits().forEach(commit -> cursors.merge(commit.stream(), commit.number(), Math::max));
                }
                return added;
            }
        };
    }

    /** Gives a number out before the entry can be seen, as counters and clocks do. */
    static LogTable numberFirst(Turns turns) {
        return new Delegating() {

            private final Set<StoredEntry> unseen = new HashSet<>();

            @Override
            public boolean add(StoredEntry entry) {
                boolean added = super.add(entry);
                if (added) {
                    unseen.add(entry);
                    try {
                        for (int step = 0; step < 12; step++) {
                            turns.step(() -> {});
                        }
                    } finally {
                        unseen.remove(entry);
                    }
                }
                return added;
            }

            @Override
            public StoredPage page(int shard, long after, int limit) {
                StoredPage page = super.page(shard, after, limit);
                return new StoredPage(
                        page.entries().stream()
                                .filter(entry -> !unseen.contains(entry))
                                .toList(),
                        page.more());
            }
        };
    }

    /** A log in memory. */
    private abstract static class Delegating implements LogTable {

        private final InMemoryLogTable log = new InMemoryLogTable();
        private final Map<StoredEntry, StoredEntry> written = new HashMap<>();

        @Override
        public Map<String, Integer> sequenced(Collection<String> streams) {
            return log.sequenced(streams);
        }

        @Override
        public long end(int shard) {
            return log.end(shard);
        }

        @Override
        public StoredPage page(int shard, long after, int limit) {
            StoredPage page = log.page(shard, after, limit);
            return new StoredPage(
                    page.entries().stream()
                            .map(entry -> written.getOrDefault(entry, entry))
                            .toList(),
                    page.more());
        }

        @Override
        public boolean add(StoredEntry entry) {
            return log.add(entry);
        }

        final boolean addWithoutCursors(StoredEntry entry) {
            StoredEntry empty = new StoredEntry(entry.shard(), entry.sequence(), entry.time(), List.of());
            written.put(empty, entry);
            return log.add(empty);
        }

        @Override
        public @Nullable String sweptTo() {
            return log.sweptTo();
        }

        @Override
        public void keepSwept(@Nullable String next) {
            log.keepSwept(next);
        }
    }
}
