package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.DOUBLED;
import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;

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

/** Holds the facts against what was sent. */
final class Invariants {

    private static final List<String> IMPORTED_HISTORY = List.of("PLACED", "RESERVED", "CHARGED", "CONFIRMED");

    private final Load load;
    private final Facts facts;

    Invariants(Load load, Facts facts) {
        this.load = load;
        this.facts = facts;
    }

    List<Invariant> check() {
        List<Invariant> invariants = new ArrayList<>(List.of(
                everyOrderIsFinal(),
                stockIsConserved(),
                chargedAtMostOnce(),
                chargedExactlyWhenConfirmed(),
                noVersionIsMissing(),
                noVersionIsMadeTwice(),
                viewsEqualOrders(),
                importedViewsAreWhole(),
                oneAuditLinePerEvent(),
                deadLettersAreAsExpected(),
                nothingWaits(),
                nothingIsLeftOver()));
        invariants.addAll(new OrderInvariants(load, facts).check());
        return invariants;
    }

    private Invariant everyOrderIsFinal() {
        Violations violations = new Violations("every order is in a final state", LOST);
        for (PlannedOrder order : load.orders()) {
            if (!order.imported()) {
                Facts.Order stored = facts.orders().get(order.orderId());
                violations.requireThat(stored != null, "%s was lost", order.orderId());
                violations.requireThat(
                        stored == null || stored.isFinal(),
                        "%s is %s",
                        order.orderId(),
                        stored == null ? "lost" : stored.status());
            }
        }
        return violations.toInvariant();
    }

    private Invariant stockIsConserved() {
        Violations violations = new Violations("stock is conserved", DOUBLED);
        Map<String, Integer> sold = new HashMap<>();
        facts.orders().values().stream()
                .filter(order -> order.status().equals("CONFIRMED"))
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

    private Invariant chargedExactlyWhenConfirmed() {
        Violations violations =
                new Violations("each order is charged, its whole total, exactly when it is confirmed", DOUBLED);
        Map<String, List<Charge>> charges = chargesByOrder();
        facts.orders().forEach((id, order) -> {
            List<Charge> charged = charges.getOrDefault(id, List.of());
            if (order.status().equals("CONFIRMED")) {
                violations.requireThat(
                        charged.stream().mapToLong(Charge::amountCents).sum() == order.totalCents(),
                        "%s is confirmed over %d cents and was charged %s",
                        id,
                        order.totalCents(),
                        charged);
            } else {
                violations.requireThat(charged.isEmpty(), "%s is %s and was charged %s", id, order.status(), charged);
            }
        });
        return violations.toInvariant();
    }

    private Invariant noVersionIsMissing() {
        Violations violations = new Violations("no version of an order is missing", LOST);
        facts.orders().keySet().forEach(id -> {
            int last = versions(id).stream().mapToInt(version -> version).max().orElse(0);
            violations.requireThat(
                    last > 0 && versions(id).stream().distinct().count() == last,
                    "%s published only versions %s",
                    id,
                    versions(id));
            Facts.View view = facts.views().get(id);
            violations.requireThat(
                    view != null && view.version() == last, "%s is at version %d and its view is %s", id, last, view);
        });
        return violations.toInvariant();
    }

    private Invariant noVersionIsMadeTwice() {
        Violations violations = new Violations("no version of an order is made or shown twice", DOUBLED);
        facts.orders().keySet().forEach(id -> {
            List<Integer> versions = versions(id);
            violations.requireThat(
                    versions.stream().distinct().count() == versions.size(), "%s published versions %s", id, versions);
            Facts.View view = facts.views().get(id);
            violations.requireThat(
                    view == null || view.history().size() <= view.version(),
                    "%s has more steps in its view than versions: %s",
                    id,
                    view);
        });
        return violations.toInvariant();
    }

    private List<Integer> versions(String orderId) {
        return facts.events().getOrDefault(orderId, List.of()).stream()
                .map(event -> event.entityVersion() == null ? 0 : event.entityVersion())
                .toList();
    }

    private Invariant viewsEqualOrders() {
        Violations violations = new Violations("the status view equals the order", LOST);
        facts.orders().forEach((id, order) -> {
            Facts.View view = facts.views().get(id);
            violations.requireThat(
                    view != null && view.status().equals(order.status()),
                    "%s is %s and its view is %s",
                    id,
                    order.status(),
                    view);
        });
        return violations.toInvariant();
    }

    private Invariant importedViewsAreWhole() {
        Violations violations = new Violations("imported histories are whole and in order", LOST);
        for (PlannedOrder order : load.orders()) {
            if (order.imported()) {
                Facts.View view = facts.views().get(order.orderId());
                violations.requireThat(
                        view != null && view.history().equals(IMPORTED_HISTORY), "%s has %s", order.orderId(), view);
            }
        }
        return violations.toInvariant();
    }

    private Invariant oneAuditLinePerEvent() {
        Violations violations = new Violations("every event has its audit line", LOST);
        facts.events().values().stream().flatMap(List::stream).forEach(event -> requireAudit(violations, event));
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
