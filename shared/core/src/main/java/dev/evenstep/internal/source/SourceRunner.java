package dev.evenstep.internal.source;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import dev.evenstep.spi.Telemetry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An invocation, whatever its source: taken apart, run, told, and answered. Safe for concurrent use. */
public final class SourceRunner<E, A> {

    private final String consumer;
    private final Source<E, A> source;
    private final BatchProcessor processor;
    private final Telemetry telemetry;
    private final Unsettled<E> unsettled;
    private final ProcessedPastFailure processed = new ProcessedPastFailure();

    public SourceRunner(
            String consumer,
            Source<E, A> source,
            BatchProcessor processor,
            Telemetry telemetry,
            Unsettled<E> unsettled) {
        this.consumer = consumer;
        this.source = source;
        this.processor = processor;
        this.telemetry = telemetry;
        this.unsettled = unsettled;
    }

    /** @throws RuntimeException as the source's answer does */
    public A run(E event, Deadline deadline) {
        List<Delivery> deliveries = source.deliveries(event);
        if (deliveries.isEmpty()) {
            return source.answer(event, List.of());
        }
        return source.redelivery() == Redelivery.FROM_FIRST
                ? runSparing(event, deliveries, deadline)
                : source.answer(event, run(event, deliveries, deadline));
    }

    /** Without what this instance has done already. */
    private A runSparing(E event, List<Delivery> deliveries, Deadline deadline) {
        Map<String, String> identities = source.identities(event);
        List<Delivery> open = deliveries.stream()
                .filter(delivery -> !processed.contains(identities.get(delivery.id())))
                .toList();
        List<Outcome> outcomes = run(event, open, deadline);
        processed.note(outcomes, identities);
        return source.answer(event, open.size() == deliveries.size() ? outcomes : together(deliveries, outcomes));
    }

    private List<Outcome> run(E event, List<Delivery> deliveries, Deadline deadline) {
        List<Outcome> outcomes = processor.run(deliveries, deadline);
        telemetry.report(consumer, outcomes);
        if (outcomes.stream().allMatch(outcome -> outcome.decision().settled())) {
            return outcomes;
        }
        Set<String> elsewhere = unsettled.keepElsewhere(event, outcomes, deadline);
        return elsewhere.isEmpty()
                ? outcomes
                : outcomes.stream()
                        .map(outcome -> elsewhere.contains(outcome.delivery().id())
                                ? new Outcome(outcome.delivery(), new Decision.HandedOn())
                                : outcome)
                        .toList();
    }

    private static List<Outcome> together(List<Delivery> deliveries, List<Outcome> outcomes) {
        Iterator<Outcome> run = outcomes.iterator();
        List<Outcome> all = new ArrayList<>(deliveries.size());
        Outcome next = run.hasNext() ? run.next() : null;
        for (Delivery delivery : deliveries) {
            if (next != null && next.delivery().id().equals(delivery.id())) {
                all.add(next);
                next = run.hasNext() ? run.next() : null;
            } else {
                all.add(new Outcome(delivery, new Decision.Duplicate(null)));
            }
        }
        return all;
    }
}
