package dev.evenstep.saga;

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
import java.util.function.UnaryOperator;

/** A store around whose calls something happens. */
record HookedStore(EventStore real, Runnable before, Runnable after, UnaryOperator<ExpectedVersion> expectations)
        implements EventStore {

    @Override
    public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
        before.run();
        AppendOutcome outcome = real.append(stream, expectations.apply(expected), append);
        after.run();
        return outcome;
    }

    @Override
    public Slice read(String stream, ReadOptions options) {
        Slice slice = real.read(stream, options);
        after.run();
        return slice;
    }

    @Override
    public SnapshotStore snapshots() {
        return real.snapshots();
    }

    @Override
    public EventLog log() {
        return real.log();
    }

    @Override
    public Sequencer sequencer() {
        return real.sequencer();
    }

    @Override
    public Checkpoints checkpoints() {
        return real.checkpoints();
    }
}
