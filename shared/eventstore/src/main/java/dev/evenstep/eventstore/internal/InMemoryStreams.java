package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;

/** Streams in this JVM's memory, which several event stores can share as instances of a function share a table. */
public final class InMemoryStreams {

    private final EventTables tables = new EventTables(
            new InMemoryCommitLog(), new InMemorySnapshots(), new InMemoryLogTable(), new InMemoryCheckpoints());

    public EventStore store(EventStoreOptions options) {
        return new CommitEventStore(tables, options);
    }
}
