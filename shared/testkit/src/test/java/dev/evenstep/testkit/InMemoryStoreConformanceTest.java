package dev.evenstep.testkit;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.UnpublishedRows;
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
