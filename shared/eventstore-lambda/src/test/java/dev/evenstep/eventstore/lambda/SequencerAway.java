package dev.evenstep.eventstore.lambda;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.eventstore.SnapshotStore;
import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.Sequencer;
import java.time.Duration;
import java.util.Collection;

/** A store whose log takes nothing now. */
record SequencerAway(EventStore store) implements EventStore {

    @Override
    public Sequencer sequencer() {
        return new Sequencer() {
            @Override
            public void sequence(Collection<String> streams) {
                throw new DependencyFailure("log", "Others came in between");
            }

            @Override
            public boolean sweep(Duration time) {
                throw new DependencyFailure("log", "Others came in between");
            }
        };
    }

    @Override
    public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
        return store.append(stream, expected, append);
    }

    @Override
    public Slice read(String stream, ReadOptions options) {
        return store.read(stream, options);
    }

    @Override
    public SnapshotStore snapshots() {
        return store.snapshots();
    }

    @Override
    public EventLog log() {
        return store.log();
    }

    @Override
    public Checkpoints checkpoints() {
        return store.checkpoints();
    }
}
