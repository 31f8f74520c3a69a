package dev.evenstep.outbox;

import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.decision.Decision;
import dev.evenstep.store.OutboxRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The entities that a batch rang for, and what became of each delivery. */
final class Lines {

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<Supplier<Outcome>> outcomes = new ArrayList<>();

    void ring(Bell bell) {
        OutboxRow row = bell.row();
        Line line = lines.computeIfAbsent(row.key().entity(), any -> new Line());
        line.ring(row);
        outcomes.add(() -> new Outcome(bell.delivery(), line.decision(row)));
    }

    void addSettled(Delivery delivery, Decision decision) {
        outcomes.add(() -> new Outcome(delivery, decision));
    }

    /** By entity. */
    Map<String, Line> byEntity() {
        return lines;
    }

    List<Waiting> heads() {
        return lines.values().stream().map(Line::head).flatMap(Optional::stream).toList();
    }

    List<Outcome> outcomes() {
        return outcomes.stream().map(Supplier::get).toList();
    }
}
