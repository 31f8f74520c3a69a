package dev.evenstep.testkit;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.projection.ViewStore;

class InMemoryProjectionConformanceTest extends ProjectionConformance {

    private final EventStore events =
            EventStore.inMemory(EventStoreOptions.defaults().withClock(clock()));
    private final ViewStore views = ViewStore.inMemory();

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public ViewStore views() {
        return views;
    }
}
