package dev.evenstep.demo.schedules;

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
import java.util.List;
import java.util.function.Consumer;

/**
 * The world's events as one process reaches them. Pages are short.
 *
 * @param bells is told of each stream that something was appended to
 */
record FaultyEvents(EventStore store, ShopWorld world, Consumer<String> bells) implements EventStore {

    private static final int PAGE = 3;

    @Override
    public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
        return world.call(() -> {
            AppendOutcome outcome = store.append(stream, expected, append);
            bells.accept(stream);
            return outcome;
        });
    }

    @Override
    public Slice read(String stream, ReadOptions options) {
        return world.call(() -> store.read(stream, options));
    }

    @Override
    public SnapshotStore snapshots() {
        return store.snapshots();
    }

    @Override
    public EventLog log() {
        EventLog log = store.log();
        return new EventLog() {
            @Override
            public LogPage read(int shard, long after, int limit) {
                return world.call(() -> log.read(shard, after, world.isCalm() ? limit : PAGE));
            }

            @Override
            public LogPosition end() {
                return world.call(log::end);
            }
        };
    }

    @Override
    public Sequencer sequencer() {
        Sequencer sequencer = store.sequencer();
        return new Sequencer() {
            @Override
            public void sequence(Collection<String> streams) {
                streams.forEach(stream -> world.run(() -> sequencer.sequence(List.of(stream))));
            }

            @Override
            public boolean sweep(Duration time) {
                return world.call(() -> sequencer.sweep(time));
            }
        };
    }

    @Override
    public Checkpoints checkpoints() {
        Checkpoints checkpoints = store.checkpoints();
        return new Checkpoints() {
            @Override
            public LogPosition read(String subscription) {
                return world.call(() -> checkpoints.read(subscription));
            }

            @Override
            public boolean move(String subscription, int shard, long from, long to) {
                return world.call(() -> checkpoints.move(subscription, shard, from, to));
            }

            @Override
            public void forget(String subscription) {
                world.run(() -> checkpoints.forget(subscription));
            }
        };
    }
}
