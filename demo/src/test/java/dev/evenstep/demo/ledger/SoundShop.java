package dev.evenstep.demo.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.demo.gateway.GatewayClient.CancelledCharge;
import dev.evenstep.demo.gateway.GatewayClient.Charge;
import dev.evenstep.demo.load.ExpectedDeadLetter;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a shop in which nothing is wrong, until a test changes one. Order {@code a} is confirmed, {@code b} is out of stock
 * and {@code c} is declined, all Ann's; {@code old} is of the old shop.
 */
final class SoundShop {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    final Map<String, List<Envelope>> streams = new HashMap<>(Map.of(
            "a", List.of(placed("a", 1, 1_000), after("a", "OrderConfirmed", "a-SagaCompleted", 2, 7)),
            "b", List.of(placed("b", 2, 1_000), cancelled("b", "OUT_OF_STOCK", 6)),
            "c", List.of(placed("c", 3, 1_013), cancelled("c", "CARD_DECLINED", 9))));
    final Map<String, List<Envelope>> sagas = new HashMap<>(Map.of(
            "a",
            List.of(
                    saga("a", "ReserveStock", "a-OrderPlaced", 2),
                    saga("a", "ChargePayment", "a-StockReserved", 4),
                    saga("a", "SagaCompleted", "a-PaymentCharged", 6)),
            "b",
            List.of(
                    saga("b", "ReserveStock", "b-OrderPlaced", 3),
                    compensated("b", "b-StockRejected", "OUT_OF_STOCK", 5)),
            "c",
            List.of(
                    saga("c", "ReserveStock", "c-OrderPlaced", 4),
                    saga("c", "ChargePayment", "c-StockReserved", 5),
                    saga("c", "ReleaseStock", "c-PaymentDeclined", 7),
                    compensated("c", "c-StockReleased", "CARD_DECLINED", 9))));
    final Map<String, List<Envelope>> answers = new HashMap<>(Map.of(
            "a",
                    List.of(
                            answer("a", "PaymentCharged", "a-ChargePayment", 5),
                            answer("a", "StockReserved", "a-ReserveStock", 3)),
            "b", List.of(answer("b", "StockRejected", "b-ReserveStock", 4)),
            "c",
                    List.of(
                            answer("c", "StockReserved", "c-ReserveStock", 4),
                            answer("c", "PaymentDeclined", "c-ChargePayment", 6),
                            answer("c", "StockReleased", "c-ReleaseStock", 8))));
    final Map<String, OrderShown> shown = new HashMap<>(Map.of(
            "a", shown("CONFIRMED", 1_000, 1, 7, null),
            "b", shown("CANCELLED", 1_000, 2, 6, "OUT_OF_STOCK"),
            "c", shown("CANCELLED", 1_013, 3, 9, "CARD_DECLINED")));
    final Map<String, String> overviews =
            new HashMap<>(Map.of("a", "COMPLETED", "b", "COMPENSATED", "c", "COMPENSATED"));
    final Map<String, Facts.Tracked> tracked = new HashMap<>(Map.of(
            "a", tracked("PLACED", "CONFIRMED"),
            "b", tracked("PLACED", "CANCELLED"),
            "c", tracked("PLACED", "CANCELLED"),
            "old", tracked("PLACED", "RESERVED", "CHARGED", "CONFIRMED")));
    final Map<String, Facts.Stock> stock = new HashMap<>(Map.of("tea", new Facts.Stock(8, 2)));
    final Map<String, Facts.AuditLine> audited = new HashMap<>();
    final List<Charge> charges = new ArrayList<>(List.of(new Charge("a", "ch-1", 1_000)));
    final List<CancelledCharge> cancellations = new ArrayList<>();
    final List<Facts.Dead> dead = new ArrayList<>(List.of(new Facts.Dead("place-order", "malformed")));
    final List<Facts.Parked> parked = new ArrayList<>(List.of(new Facts.Parked("track-order", "o-9", false)));
    final List<Sending> sendings = new ArrayList<>(List.of(
            command("cmd-a", "ann", "cmd-a"),
            command("cmd-b", "ann", "cmd-b"),
            command("cmd-c", "ann", "cmd-c"),
            command("cmd-a", "ann", "cmd-a-again"),
            new Sending.Command("{", "run-defect-0", "run-defect-0")));
    int backlog;

    SoundShop() {
        List.of(streams, sagas, answers).forEach(told -> told.values().forEach(events -> events.forEach(this::audit)));
    }

    private void audit(Envelope event) {
        audited.put(
                Facts.auditKey(event.source(), event.id()),
                new Facts.AuditLine(event.type(), String.valueOf(event.subject()), event.time(), event.time()));
    }

    List<Envelope> streamOf(String order) {
        return streams.getOrDefault(order, List.of());
    }

    List<Envelope> sagaOf(String order) {
        return sagas.getOrDefault(order, List.of());
    }

    List<Envelope> answersFor(String order) {
        return answers.getOrDefault(order, List.of());
    }

    Load load() {
        List<PlannedOrder> orders =
                List.of(order("a", false), order("b", false), order("c", false), order("old", true));
        return new Load(
                orders,
                Map.of("tea", 10),
                sendings,
                Set.of(),
                List.of(new ExpectedDeadLetter("place-order", "malformed")),
                Set.of("o-9"));
    }

    Facts facts() {
        return new Facts(
                new Facts.EventsTold(streams, sagas, answers),
                new Facts.ViewsKept(shown, overviews, tracked),
                stock,
                audited,
                charges,
                cancellations,
                dead,
                parked,
                backlog);
    }

    List<String> broken() {
        return broken(new Invariants(load(), facts()).check());
    }

    static List<String> broken(List<Invariant> invariants) {
        return invariants.stream()
                .filter(invariant -> !invariant.holds())
                .map(Invariant::name)
                .toList();
    }

    static PlannedOrder order(String id, boolean imported) {
        return new PlannedOrder(id, "ann", "cmd-" + id, imported, false, List.of());
    }

    static OrderShown shown(String status, long cents, int placed, int changed, @Nullable String reason) {
        return new OrderShown("ann", cents, "EUR", status, at(placed), at(changed), reason);
    }

    static Facts.Tracked tracked(String... history) {
        return new Facts.Tracked(history[history.length - 1], history.length, List.of(history));
    }

    static Sending.Command command(String id, String group, String deduplicationId) {
        Envelope command = event(id, "shop-web", "PlaceOrder", null, null, 0, JsonNodeFactory.instance.objectNode());
        return new Sending.Command(new EnvelopeJson(Limits.defaults()).write(command), group, deduplicationId);
    }

    static Envelope placed(String order, int second, long cents) {
        ObjectNode data =
                data(order).put("customerId", "ann").put("totalCents", cents).put("currency", "EUR");
        data.putArray("lines").addObject().put("sku", "tea").put("quantity", 2);
        return event(order + "-OrderPlaced", "shop", "OrderPlaced", order, 1, second, "cmd-" + order, data);
    }

    static Envelope cancelled(String order, String reason, int second) {
        ObjectNode data = data(order).put("reason", reason);
        String cause = order + "-SagaCompensated";
        return event(order + "-OrderCancelled", "shop", "OrderCancelled", order, 2, second, cause, data);
    }

    static Envelope after(String order, String type, String cause, int version, int second) {
        return event(order + "-" + type, "shop", type, order, version, second, cause, data(order));
    }

    static Envelope saga(String order, String type, String cause, int second) {
        boolean isCommand = !type.startsWith("Saga");
        return event(
                order + "-" + type,
                isCommand ? "fulfilment" : "dev.evenstep.saga",
                isCommand ? type : "dev.evenstep.saga." + type,
                "fulfil-order-" + order,
                second,
                second,
                cause,
                data(order));
    }

    static Envelope compensated(String order, String cause, String reason, int second) {
        return event(
                order + "-SagaCompensated",
                "dev.evenstep.saga",
                "dev.evenstep.saga.SagaCompensated",
                "fulfil-order-" + order,
                second,
                second,
                cause,
                data(order).put("reason", reason));
    }

    static Envelope answer(String order, String type, String cause, int second) {
        return event(order + "-" + type, "stock", type, null, null, second, cause, data(order));
    }

    private static ObjectNode data(String order) {
        return JsonNodeFactory.instance.objectNode().put("orderId", order);
    }

    private static Envelope event(
            String id,
            String source,
            String type,
            @Nullable String subject,
            @Nullable Integer version,
            int second,
            ObjectNode data) {
        return event(id, source, type, subject, version, second, null, data);
    }

    private static Envelope event(
            String id,
            String source,
            String type,
            @Nullable String subject,
            @Nullable Integer version,
            int second,
            @Nullable String cause,
            ObjectNode data) {
        CorrelationContext correlation = new CorrelationContext("any", cause, null);
        return new EventEnvelope(id, source, type, 1, at(second), subject, version, correlation, null, null, data);
    }

    static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
