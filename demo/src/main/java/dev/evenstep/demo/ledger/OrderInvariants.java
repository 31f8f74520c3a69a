package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.ORDER;

import dev.evenstep.demo.ledger.Facts.EventsTold;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what happened against the order in which it had to. Times are those that the functions gave their events. */
final class OrderInvariants {

    private static final Map<String, String> STATUSES =
            Map.of("OrderPlaced", "PLACED", "OrderConfirmed", "CONFIRMED", "OrderCancelled", "CANCELLED");

    /** How an order can go. */
    private static final Set<List<String>> LIVES = Set.of(
            List.of(
                    "OrderPlaced",
                    "ReserveStock",
                    "StockReserved",
                    "ChargePayment",
                    "PaymentCharged",
                    "SagaCompleted",
                    "OrderConfirmed"),
            List.of(
                    "OrderPlaced",
                    "ReserveStock",
                    "StockReserved",
                    "ChargePayment",
                    "PaymentDeclined",
                    "ReleaseStock",
                    "StockReleased",
                    "SagaCompensated",
                    "OrderCancelled"),
            List.of("OrderPlaced", "ReserveStock", "StockRejected", "SagaCompensated", "OrderCancelled"));

    private final Load load;
    private final Facts facts;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    OrderInvariants(Load load, Facts facts) {
        this.load = load;
        this.facts = facts;
    }

    List<Invariant> check() {
        return List.of(ordersGoAsTheyCan(), causesComeFirst(), viewsFollowVersions(), groupsFollowCommands());
    }

    private Invariant ordersGoAsTheyCan() {
        Violations violations =
                new Violations("each order went a way that there is, each step caused by the last", ORDER);
        facts.told().orders().keySet().forEach(id -> {
            List<String> life =
                    OrderPath.of(facts.told(), id).stream().map(OrderPath::name).toList();
            int steps = OrderPath.steps(facts.told(), id).size();
            violations.requireThat(
                    life.size() == steps && LIVES.stream().anyMatch(possible -> startsWith(possible, life)),
                    "%s went %s, and has %d steps",
                    id,
                    life,
                    steps);
        });
        return violations.toInvariant();
    }

    private static boolean startsWith(List<String> possible, List<String> life) {
        return life.size() <= possible.size()
                && possible.subList(0, life.size()).equals(life);
    }

    /** Each step was appended when its event was applied. */
    private Invariant viewsFollowVersions() {
        Violations violations =
                new Violations("track-order applied each order's events in the order of their versions", ORDER);
        facts.told().orders().forEach((id, events) -> {
            Facts.Tracked view = facts.views().tracked().get(id);
            violations.requireThat(
                    view == null || view.history().equals(statuses(events)),
                    "%s had %s and track-order has %s",
                    id,
                    statuses(events),
                    view);
        });
        return violations.toInvariant();
    }

    private Invariant causesComeFirst() {
        Violations violations = new Violations("of each order, nothing happened before what caused it", ORDER);
        facts.told().orders().keySet().forEach(id -> {
            Envelope before = null;
            for (Envelope event : OrderPath.of(facts.told(), id)) {
                violations.requireThat(
                        before == null || !event.time().isBefore(before.time()),
                        "of %s, %s was at %s and what it caused, %s, at %s",
                        id,
                        before == null ? "" : before.type(),
                        before == null ? "" : before.time(),
                        event.type(),
                        event.time());
                before = event;
            }
        });
        return violations.toInvariant();
    }

    private Invariant groupsFollowCommands() {
        Violations violations =
                new Violations("each customer's orders were placed in the order of their commands", ORDER);
        ordersOfCustomers().forEach((customer, orders) -> {
            String before = "";
            Instant last = Instant.MIN;
            for (String order : orders) {
                Instant placed = placedAt(order);
                if (placed != null) {
                    violations.requireThat(
                            !placed.isBefore(last),
                            "%s commanded %s before %s, and they were placed at %s and %s",
                            customer,
                            before,
                            order,
                            last,
                            placed);
                    before = order;
                    last = placed;
                }
            }
        });
        return violations.toInvariant();
    }

    /** By their first commands: one that comes again changes nothing, and one that is poison is no planned order's. */
    private Map<String, Set<String>> ordersOfCustomers() {
        Map<String, String> orders =
                load.orders().stream().collect(Collectors.toMap(PlannedOrder::commandId, PlannedOrder::orderId));
        Set<String> customers =
                load.orders().stream().map(PlannedOrder::customerId).collect(Collectors.toSet());
        Map<String, Set<String>> ordersOfCustomers = new HashMap<>();
        for (Sending sending : load.sendings()) {
            if (sending instanceof Sending.Command(String body, String group, String deduplicationId)
                    && customers.contains(group)) {
                String order = orders.get(json.read(body).id());
                if (order != null) {
                    boolean unused = ordersOfCustomers
                            .computeIfAbsent(group, any -> new LinkedHashSet<>())
                            .add(order);
                }
            }
        }
        return ordersOfCustomers;
    }

    private @Nullable Instant placedAt(String order) {
        return EventsTold.of(facts.told().orders(), order).stream()
                .filter(event -> event.type().equals("OrderPlaced"))
                .map(Envelope::time)
                .findFirst()
                .orElse(null);
    }

    private static List<String> statuses(List<Envelope> events) {
        return events.stream()
                .map(event -> STATUSES.getOrDefault(event.type(), event.type()))
                .toList();
    }
}
