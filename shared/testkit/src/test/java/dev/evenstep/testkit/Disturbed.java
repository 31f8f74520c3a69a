package dev.evenstep.testkit;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.eventstore.SnapshotStore;
import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.log.Sequencer;
import dev.evenstep.eventstore.projection.ViewStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores as one invocation sees them, with others between its calls. */
record Disturbed(Calls calls) {

    /** Around every call. */
    interface Calls {

        <T> T reading(Supplier<T> call);

        <T> T writing(Supplier<T> call);

        /** What of a page of the log is read. */
        default LogPage read(LogPage page) {
            return page.entries().size() > 2 ? new LogPage(page.entries().subList(0, 2), true) : page;
        }
    }

    EventStore of(EventStore store) {
        return new EventStore() {
            @Override
            public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
                return calls.writing(() -> store.append(stream, expected, append));
            }

            @Override
            public Slice read(String stream, ReadOptions options) {
                return calls.reading(() -> store.read(stream, options));
            }

            @Override
            public SnapshotStore snapshots() {
                return store.snapshots();
            }

            @Override
            public EventLog log() {
                return of(store.log());
            }

            @Override
            public Sequencer sequencer() {
                return store.sequencer();
            }

            @Override
            public Checkpoints checkpoints() {
                return of(store.checkpoints());
            }
        };
    }

    private EventLog of(EventLog log) {
        return new EventLog() {
            @Override
            public LogPage read(int shard, long after, int limit) {
                return calls.read(calls.reading(() -> log.read(shard, after, limit)));
            }

            @Override
            public LogPosition end() {
                return calls.reading(log::end);
            }
        };
    }

    private Checkpoints of(Checkpoints checkpoints) {
        return new Checkpoints() {
            @Override
            public LogPosition read(String subscription) {
                return calls.reading(() -> checkpoints.read(subscription));
            }

            @Override
            public boolean move(String subscription, int shard, long from, long to) {
                return calls.writing(() -> checkpoints.move(subscription, shard, from, to));
            }

            @Override
            public void forget(String subscription) {
                var unused = calls.writing(() -> {
                    checkpoints.forget(subscription);
                    return true;
                });
            }
        };
    }

    ViewStore of(ViewStore views) {
        return new ViewStore() {
            @Override
            public Map<ViewKey, ViewRecord> read(Collection<ViewKey> keys) {
                return calls.reading(() -> views.read(keys));
            }

            @Override
            public List<ViewKey> write(Collection<ViewRecord> records) {
                return calls.writing(() -> views.write(records));
            }

            @Override
            public RecordPage page(String space, int limit, @Nullable String after) {
                return calls.reading(() -> views.page(space, 2, after));
            }

            @Override
            public RecordPage list(String space, String list, boolean ascending, int limit, @Nullable ListPlace after) {
                return calls.reading(() -> views.list(space, list, ascending, limit, after));
            }

            @Override
            public void remove(Collection<ViewKey> keys) {
                var unused = calls.writing(() -> {
                    views.remove(keys);
                    return true;
                });
            }
        };
    }
}
