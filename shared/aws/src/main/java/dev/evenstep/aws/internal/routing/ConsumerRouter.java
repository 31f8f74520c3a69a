package dev.evenstep.aws.internal.routing;

import dev.evenstep.aws.internal.deadletter.EventHeaders;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumerDefinition;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Several consumers of one function. Each gets the records that concern it as a batch of its own, one consumer after the
 * other; of the time that is left each gets an equal share, so that one that hangs does not starve those behind it. A record
 * is settled when it is for all of them. Types are read from the body's attributes alone, and the whole event by whoever
 * takes it.
 */
public final class ConsumerRouter implements BatchProcessor {

    private final List<Route> routes;
    private final Route unknown;
    private final EnvelopeJson envelopes;
    private final Telemetry telemetry;

    /**
     * @param unknown what becomes of events of types that nobody takes
     * @param telemetry is told of each consumer's batch under its name, and of unknown types under the first one's
     */
    public ConsumerRouter(List<Route> routes, BatchProcessor unknown, EnvelopeJson envelopes, Telemetry telemetry) {
        this.routes = List.copyOf(routes);
        Route first = routes.getFirst();
        this.unknown = unknown.equals(first.processor()) ? first : new Route(first.consumer(), unknown);
        this.envelopes = envelopes;
        this.telemetry = telemetry;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        SequencedMap<Route, List<Delivery>> batches = new LinkedHashMap<>();
        routes.forEach(route -> batches.put(route, new ArrayList<>()));
        batches.putIfAbsent(unknown, new ArrayList<>());
        for (Delivery delivery : batch) {
            routesOf(delivery)
                    .forEach(route -> batches.getOrDefault(route, List.of()).add(delivery));
        }
        batches.values().removeIf(List::isEmpty);
        Map<String, Decision> decisions = new HashMap<>();
        int left = batches.size();
        for (Map.Entry<Route, List<Delivery>> one : batches.entrySet()) {
            List<Outcome> outcomes = one.getKey().processor().run(one.getValue(), deadline.share(left--));
            telemetry.report(one.getKey().name(), outcomes);
            outcomes.forEach(
                    outcome -> decisions.merge(outcome.delivery().id(), outcome.decision(), ConsumerRouter::together));
        }
        return batch.stream()
                .map(delivery -> new Outcome(
                        delivery, decisions.getOrDefault(delivery.id(), new Decision.DeadlineExceeded(false))))
                .toList();
    }

    /** What cannot be read goes the way of one consumer, so that it is dead-lettered once. */
    private List<Route> routesOf(Delivery delivery) {
        if (delivery.system(Delivery.REFUSED) != null || delivery.system(Delivery.DEFERRED) != null) {
            return List.of(routes.getFirst());
        }
        String type = EventHeaders.in(delivery.body()).type();
        if (type == null) {
            return List.of(routes.getFirst());
        }
        if (type.equals(WakeUp.TYPE)) {
            return List.of(wokenUp(delivery));
        }
        List<Route> takers =
                routes.stream().filter(route -> route.consumer().concerns(type)).toList();
        return takers.isEmpty() ? List.of(unknown) : takers;
    }

    private Route wokenUp(Delivery delivery) {
        try {
            String consumer = WakeUp.of(envelopes.read(delivery.body())).consumer();
            return routes.stream()
                    .filter(route -> route.name().equals(consumer))
                    .findFirst()
                    .orElse(routes.getFirst());
        } catch (PermanentFailure unreadable) {
            return routes.getFirst();
        }
    }

    /** The first that did not settle says when the record comes back; else the first that answers anything answers. */
    private static Decision together(Decision earlier, Decision later) {
        if (!earlier.settled() || !later.settled()) {
            return earlier.settled() ? later : earlier;
        }
        return earlier.result() == null ? later : earlier;
    }

    /** A consumer, and what is done with its records. */
    public record Route(ConsumerDefinition consumer, BatchProcessor processor) {

        public String name() {
            return consumer.name();
        }
    }
}
