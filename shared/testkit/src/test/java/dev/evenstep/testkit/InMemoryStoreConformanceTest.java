package dev.evenstep.testkit;

import dev.evenstep.event.Envelope;
import dev.evenstep.store.InMemoryStore;
import dev.evenstep.store.OutboxLog;
import dev.evenstep.store.Store;
import dev.evenstep.store.UnpublishedRows;
import java.util.List;

class InMemoryStoreConformanceTest extends StoreConformance {

    private final InMemoryStore store = new InMemoryStore();

    @Override
    public Store store() {
        return store;
    }

    @Override
    public List<Envelope> outboxOf(String entity) {
        return store.outbox().stream()
                .filter(event -> event.orderKey().equals(entity))
                .toList();
    }

    @Override
    public OutboxLog log() {
        return store.log();
    }

    @Override
    public UnpublishedRows unpublished() {
        return store.unpublished();
    }
}
