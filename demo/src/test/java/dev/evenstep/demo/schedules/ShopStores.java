package dev.evenstep.demo.schedules;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.projection.ViewStore;

/**
 * Where events and views lie.
 *
 * @param calmDown from then on they have no faults of their own
 */
record ShopStores(EventStore events, ViewStore views, Runnable calmDown) {

    static ShopStores inMemory(EventStoreOptions options) {
        return new ShopStores(EventStore.inMemory(options), ViewStore.inMemory(), () -> {});
    }
}
