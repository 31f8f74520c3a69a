package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.DOUBLED;
import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;

import dev.evenstep.demo.gateway.GatewayClient.CancelledCharge;
import dev.evenstep.demo.gateway.GatewayClient.Charge;
import dev.evenstep.demo.load.ExpectedDeadLetter;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the facts against what was sent. */
final class Invariants {

    private static final String SAGAS = "dev.evenstep.saga.";

    /** What an order's fulfilment tells others: what it asks for, its time-outs and its end. */
    private static final Set<String> PUBLISHED = Set.of(
            "ReserveStock",
            "ReleaseStock",
            "ChargePayment",
            "CancelPayment",
            SAGAS + "StepTimeout",
            SAGAS + "SagaCompleted",
            SAGAS + "SagaCompensated");

    private final Load load;
    private final Facts facts;
    private final Map<String, FoldedOrder> orders;

    Invariants(Load load, Facts facts) {
        this.load = load;
        this.facts = facts;
        this.orders = facts.orders();
    }

    List<Invariant> check() {
        List<Invariant> invariants = new ArrayList<>(List.of(
                everyOrderIsFinal(),
                stockIsConserved(),
                chargedAtMostOnce(),
                chargedExactlyWhenConfirmed(),
                oneAuditLinePerEvent(),
                deadLettersAreAsExpected(),
                nothingWaits(),
                nothingIsLeftOver()));
        invariants.addAll(new StreamInvariants(load, facts).check());
        invariants.addAll(new ViewInvariants(load, facts).check());
        invariants.addAll(new OrderInvariants(load, facts).check());
        return invariants;
    }

    private Invariant everyOrderIsFinal() {
        Violations violations = new Violations("every order is in a final state", LOST);
        for (PlannedOrder order : load.orders()) {
            if (!order.imported()) {
                FoldedOrder folded = orders.get(order.orderId());
                violations.requireThat(
                        folded != null && folded.state().isFinal(),
                        "%s is %s",
                        order.orderId(),
                        folded == null ? "lost" : folded.state().status());
            }
        }
        return violations.toInvariant();
    }

    private Invariant stockIsConserved() {
        Violations violations = new Violations("stock is conserved", DOUBLED);
        Map<String, Integer> sold = new HashMap<>();
        orders.values().stream()
                .filter(FoldedOrder::isConfirmed)
                .forEach(order ->
                        order.quantities().forEach((sku, quantity) -> sold.merge(sku, quantity, Integer::sum)));
        load.stock().forEach((sku, before) -> {
            Facts.Stock after = facts.stock().getOrDefault(sku, new Facts.Stock(0, 0));
            int expected = sold.getOrDefault(sku, 0);
            violations.requireThat(
                    after.reserved() == expected && after.available() == before - expected && after.available() >= 0,
                    "of %d %s, %d are available and %d reserved, but %d were sold",
                    before,
                    sku,
                    after.available(),
                    after.reserved(),
                    expected);
        });
        return violations.toInvariant();
    }

    private Invariant chargedAtMostOnce() {
        Violations violations = new Violations("each order is charged at most once", DOUBLED);
        chargesByOrder()
                .forEach((order, charges) ->
                        violations.requireThat(charges.size() == 1, "%s was charged %d times", order, charges.size()));
        return violations.toInvariant();
    }

    /** What was given back was not charged. */
    private Invariant chargedExactlyWhenConfirmed() {
        Violations violations =
                new Violations("each order is charged, its whole total, exactly when it is confirmed", DOUBLED);
        Map<String, Long> charged = facts.charges().stream()
                .collect(Collectors.groupingBy(Charge::reference, Collectors.summingLong(Charge::amountCents)));
        Map<String, Long> refunded = facts.cancellations().stream()
                .collect(Collectors.toMap(CancelledCharge::key, CancelledCharge::refundedCents));
        orders.forEach((id, order) -> {
            long kept = charged.getOrDefault(id, 0L) - refunded.getOrDefault(id, 0L);
            long due = order.isConfirmed() ? order.state().totalCents() : 0;
            violations.requireThat(
                    kept == due,
                    "%s is %s, so %d cents are due, and %d are kept",
                    id,
                    order.state().status(),
                    due,
                    kept);
        });
        return violations.toInvariant();
    }

    private Invariant oneAuditLinePerEvent() {
        Violations violations = new Violations("every event has its audit line", LOST);
        Stream.of(facts.told().orders(), facts.told().answers(), facts.told().sagas())
                .flatMap(events -> events.values().stream().flatMap(List::stream))
                .filter(event -> event.subject() == null
                        || !event.subject().startsWith(EventsReader.SAGA)
                        || PUBLISHED.contains(event.type()))
                .forEach(event -> requireAudit(violations, event));
        EnvelopeJson json = new EnvelopeJson(Limits.defaults());
        for (Sending sending : load.sendings()) {
            if (sending instanceof Sending.BusEvent(String source, String type, String detail)) {
                requireAudit(violations, json.read(detail));
            }
        }
        return violations.toInvariant();
    }

    private void requireAudit(Violations violations, Envelope event) {
        String key = Facts.auditKey(event.source(), event.id());
        violations.requireThat(facts.audited().containsKey(key), "%s %s was not audited", event.type(), key);
    }

    private Invariant deadLettersAreAsExpected() {
        Violations violations =
                new Violations("what can never succeed, and nothing else, is dead-lettered with its reason", LOST);
        Map<String, Long> expected =
                load.deadLetters().stream().collect(Collectors.groupingBy(Invariants::name, Collectors.counting()));
        Map<String, Long> found = facts.deadLetters().stream()
                .collect(Collectors.groupingBy(dead -> dead.queue() + ": " + dead.reason(), Collectors.counting()));
        expected.forEach((name, count) -> violations.requireThat(
                found.getOrDefault(name, 0L).equals(count),
                "%s should be there %d times and is %d times",
                name,
                count,
                found.getOrDefault(name, 0L)));
        found.forEach((name, count) ->
                violations.requireThat(expected.containsKey(name), "%s is there %d times", name, count));
        return violations.toInvariant();
    }

    private Invariant nothingWaits() {
        Violations violations = new Violations("nothing is parked but dead letters that stop their lines", LOST);
        Set<String> stopped = new TreeSet<>();
        for (Facts.Parked event : facts.parked()) {
            violations.requireThat(!event.waits(), "an event of %s waits at %s", event.order(), event.consumer());
            if (!event.waits()) {
                stopped.add(event.order());
            }
        }
        violations.requireThat(
                stopped.equals(load.stopped()),
                "the lines of %s should be stopped, and those of %s are",
                load.stopped(),
                stopped);
        return violations.toInvariant();
    }

    private Invariant nothingIsLeftOver() {
        Violations violations = new Violations("the queues are empty", LOST);
        violations.requireThat(facts.backlog() == 0, "%d messages are left", facts.backlog());
        return violations.toInvariant();
    }

    private Map<String, List<Charge>> chargesByOrder() {
        return facts.charges().stream().collect(Collectors.groupingBy(Charge::reference));
    }

    private static String name(ExpectedDeadLetter letter) {
        return letter.function() + ": " + letter.reason();
    }
}
