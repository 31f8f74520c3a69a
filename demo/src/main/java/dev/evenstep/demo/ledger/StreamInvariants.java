package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.DOUBLED;
import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;

import dev.evenstep.demo.ledger.Facts.EventsTold;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.event.Envelope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the streams of orders against those of their fulfilments, and these against what they were answered. */
final class StreamInvariants {

    private static final Set<String> COMMANDS =
            Set.of("ReserveStock", "ReleaseStock", "ChargePayment", "CancelPayment");

    private final Load load;
    private final Facts facts;
    private final Map<String, FoldedOrder> orders;

    StreamInvariants(Load load, Facts facts) {
        this.load = load;
        this.facts = facts;
        this.orders = facts.orders();
    }

    List<Invariant> check() {
        return List.of(
                noVersionIsMissing(),
                noVersionIsMadeTwice(),
                everyFulfilmentEndsItsOrder(),
                everyCommandIsAnsweredOnce());
    }

    private Invariant noVersionIsMissing() {
        Violations violations = new Violations("no version of an order is missing", LOST);
        facts.told().orders().keySet().forEach(id -> {
            List<Integer> versions = versions(id);
            int last = versions.stream().mapToInt(version -> version).max().orElse(0);
            violations.requireThat(
                    last > 0 && versions.stream().distinct().count() == last, "%s has only versions %s", id, versions);
            Facts.Tracked view = facts.views().tracked().get(id);
            violations.requireThat(
                    view != null && view.version() == last,
                    "%s is at version %d and track-order has %s",
                    id,
                    last,
                    view);
        });
        return violations.toInvariant();
    }

    private Invariant noVersionIsMadeTwice() {
        Violations violations = new Violations("no version of an order is made or shown twice", DOUBLED);
        facts.told().orders().keySet().forEach(id -> {
            List<Integer> versions = versions(id);
            violations.requireThat(
                    versions.stream().distinct().count() == versions.size(), "%s has versions %s", id, versions);
            Facts.Tracked view = facts.views().tracked().get(id);
            violations.requireThat(
                    view == null || view.history().size() <= view.version(),
                    "track-order has more steps of %s than versions: %s",
                    id,
                    view);
        });
        return violations.toInvariant();
    }

    private List<Integer> versions(String orderId) {
        return EventsTold.of(facts.told().orders(), orderId).stream()
                .map(event -> event.entityVersion() == null ? 0 : event.entityVersion())
                .toList();
    }

    /** An imported order has none. */
    private Invariant everyFulfilmentEndsItsOrder() {
        Violations violations = new Violations("each order's fulfilment ended, once, and the order with it", LOST);
        for (PlannedOrder planned : load.orders()) {
            String id = planned.orderId();
            List<String> ends = EventsTold.of(facts.told().sagas(), id).stream()
                    .filter(event -> event.type().endsWith(".SagaCompleted")
                            || event.type().endsWith(".SagaCompensated"))
                    .map(StreamInvariants::end)
                    .toList();
            FoldedOrder order = orders.get(id);
            List<String> expected = order == null ? List.of() : List.of(end(order));
            violations.requireThat(
                    ends.equals(expected), "the fulfilment of %s ended %s, and it %s", id, ends, expected);
        }
        return violations.toInvariant();
    }

    private static String end(Envelope event) {
        return event.type().endsWith(".SagaCompleted")
                ? "CONFIRMED"
                : "CANCELLED " + FoldedOrder.data(event).path("reason").textValue();
    }

    private static String end(FoldedOrder order) {
        return order.isConfirmed()
                ? "CONFIRMED"
                : order.state().status() + " "
                        + Objects.requireNonNullElse(order.state().reason(), "");
    }

    private Invariant everyCommandIsAnsweredOnce() {
        Violations violations = new Violations("each command of a fulfilment is answered once", DOUBLED);
        facts.told().sagas().forEach((id, events) -> {
            Map<String, Long> answers = EventsTold.of(facts.told().answers(), id).stream()
                    .collect(Collectors.groupingBy(
                            answer -> String.valueOf(answer.correlation().causationId()), Collectors.counting()));
            events.stream().filter(event -> COMMANDS.contains(event.type())).forEach(command -> {
                long count = answers.getOrDefault(command.id(), 0L);
                violations.requireThat(count == 1, "%s of %s was answered %d times", command.type(), id, count);
            });
        });
        return violations.toInvariant();
    }
}
