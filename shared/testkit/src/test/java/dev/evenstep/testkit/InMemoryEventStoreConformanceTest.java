package dev.evenstep.testkit;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.eventstore.SnapshotStore;
import dev.evenstep.eventstore.internal.InMemoryStreams;
import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.Sequencer;
import java.time.Duration;
import java.util.Collection;

class InMemoryEventStoreConformanceTest extends EventStoreConformance {

    private final InMemoryStreams streams = new InMemoryStreams();

    @Override
    public EventStore store(EventStoreOptions options) {
        return streams.store(options);
    }

    /** As a client behind a network does it: what it has no answer to, it asks again. */
    @Override
    public EventStore losingItsNextReply(EventStoreOptions options) {
        EventStore store = store(options);
        return new EventStore() {
            @Override
            public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
                AppendOutcome unused = store.append(stream, expected, append);
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
            public Sequencer sequencer() {
                return new Sequencer() {
                    @Override
                    public void sequence(Collection<String> streams) {
                        store.sequencer().sequence(streams);
                        store.sequencer().sequence(streams);
                    }

                    @Override
                    public boolean sweep(Duration time) {
                        return store.sequencer().sweep(time);
                    }
                };
            }

            @Override
            public Checkpoints checkpoints() {
                return store.checkpoints();
            }
        };
    }
}
