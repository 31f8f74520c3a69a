package dev.evenstep.examples.ledger;

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
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose calls end in a crash of the caller now and then: before they do anything, or when they have done it. */
record UnreliableStore(EventStore store, Random random, DoubleSupplier chance, Mistake mistake) implements EventStore {

    /** The caller is gone. */
    static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private <T> T call(Supplier<T> call) {
        crashSometimes();
        T answer = call.get();
        crashSometimes();
        return answer;
    }

    void crashSometimes() {
        if (random.nextDouble() < chance.getAsDouble()) {
            throw new Crash();
        }
    }

    @Override
    public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
        return call(() -> store.append(stream, expected, append));
    }

    @Override
    public Slice read(String stream, ReadOptions options) {
        return call(() -> store.read(stream, options));
    }

    @Override
    public SnapshotStore snapshots() {
        SnapshotStore snapshots = store.snapshots();
        return new SnapshotStore() {
            @Override
            public @Nullable StateSnapshot find(String stream, String name) {
                StateSnapshot found = call(() -> Optional.ofNullable(snapshots.find(stream, name)))
                        .orElse(null);
                return found == null || mistake != Mistake.SNAPSHOT_OF_ANOTHER_SCHEMA ? found : current(found);
            }

            @Override
            public void keep(String stream, StateSnapshot snapshot) {
                var unused = call(() -> {
                    snapshots.keep(stream, snapshot);
                    return true;
                });
            }
        };
    }

    private static SnapshotStore.StateSnapshot current(SnapshotStore.StateSnapshot of) {
        return new SnapshotStore.StateSnapshot(
                of.name(), Bank.SCHEMA, of.position(), of.eventId(), of.latest(), of.state());
    }

    @Override
    public EventLog log() {
        EventLog log = store.log();
        return new EventLog() {
            @Override
            public LogPage read(int shard, long after, int limit) {
                return call(() -> log.read(shard, after, limit));
            }

            @Override
            public LogPosition end() {
                return call(log::end);
            }
        };
    }

    @Override
    public Sequencer sequencer() {
        Sequencer sequencer = store.sequencer();
        return new Sequencer() {
            @Override
            public void sequence(Collection<String> streams) {
                var unused = call(() -> {
                    sequencer.sequence(streams);
                    return true;
                });
            }

            @Override
            public boolean sweep(Duration time) {
                return call(() -> sequencer.sweep(time));
            }
        };
    }

    @Override
    public Checkpoints checkpoints() {
        Checkpoints checkpoints = store.checkpoints();
        return new Checkpoints() {
            @Override
            public LogPosition read(String subscription) {
                return call(() -> checkpoints.read(subscription));
            }

            @Override
            public boolean move(String subscription, int shard, long from, long to) {
                return call(() -> checkpoints.move(subscription, shard, from, to));
            }

            @Override
            public void forget(String subscription) {
                checkpoints.forget(subscription);
            }
        };
    }
}
