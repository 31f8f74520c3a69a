package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A queue for each entity that a batch rang for, and what became of each delivery. */
final class EntityQueues {

    private final Map<String, EntityQueue> queues = new LinkedHashMap<>();
    private final List<Supplier<Outcome>> outcomes = new ArrayList<>();

    void ring(RelayTrigger trigger) {
        OutboxRow row = trigger.row();
        EntityQueue queue = queues.computeIfAbsent(row.key().entity(), any -> new EntityQueue());
        queue.ring(row);
        outcomes.add(() -> new Outcome(trigger.delivery(), queue.decision(row)));
    }

    void addSettled(Delivery delivery, Decision decision) {
        outcomes.add(() -> new Outcome(delivery, decision));
    }

    /** To be published, without anybody to be told. */
    void add(PendingRow row) {
        queues.computeIfAbsent(row.row().key().entity(), any -> new EntityQueue())
                .add(row);
    }

    /** What had its chance waits. */
    void leaveUnpublished(String why) {
        queues.values().forEach(queue -> queue.leaveUnpublished(why));
    }

    /** By entity. */
    Map<String, EntityQueue> byEntity() {
        return queues;
    }

    List<PendingRow> heads() {
        return queues.values().stream()
                .map(EntityQueue::head)
                .flatMap(Optional::stream)
                .toList();
    }

    List<Outcome> outcomes() {
        return outcomes.stream().map(Supplier::get).toList();
    }
}
