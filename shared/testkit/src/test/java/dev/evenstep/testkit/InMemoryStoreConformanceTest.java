package dev.evenstep.testkit;

import dev.evenstep.event.Envelope;
import dev.evenstep.store.InMemoryStore;
import dev.evenstep.store.Store;
import java.util.List;

class InMemoryStoreConformanceTest extends StoreConformance {

    private final InMemoryStore store = new InMemoryStore();

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected List<Envelope> outboxOf(String entity) {
        return store.outbox().stream()
                .filter(event -> event.orderKey().equals(entity))
                .toList();
    }
}
