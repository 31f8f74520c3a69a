package dev.evenstep.testkit;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import java.util.UUID;

/**
 * The whole contract of an {@link EventStore}, as tests: extend it with a fixture and every method runs against that store.
 * Nothing is optional; every test uses streams of its own.
 */
public abstract class EventStoreConformance
        implements AppendConformance,
                IdempotentAppendConformance,
                StreamReadConformance,
                StoredEventsConformance,
                SnapshotsConformance,
                CommandsConformance,
                LogConformance,
                SubscriptionsConformance {

    private final String run = UUID.randomUUID().toString();
    private final FakeClock clock = new FakeClock(START);

    /** Another view of the same streams with every call, as several instances of a function have it. */
    @Override
    public abstract EventStore store(EventStoreOptions options);

    @Override
    public final FakeClock clock() {
        return clock;
    }

    @Override
    public final String run() {
        return run;
    }
}
