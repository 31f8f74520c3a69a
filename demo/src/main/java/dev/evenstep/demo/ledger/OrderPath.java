package dev.evenstep.demo.ledger;

import dev.evenstep.demo.ledger.Facts.EventsTold;
import dev.evenstep.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The way of an order through the shop: each event with the one that it caused, from {@code OrderPlaced} to its end. */
final class OrderPath {

    /** Where it leads through, whoever told it. */
    private static final Set<String> STEPS = Set.of(
            "OrderPlaced",
            "ReserveStock",
            "StockReserved",
            "StockRejected",
            "ChargePayment",
            "PaymentCharged",
            "PaymentDeclined",
            "CancelPayment",
            "PaymentCancelled",
            "ReleaseStock",
            "StockReleased",
            "dev.evenstep.saga.SagaCompleted",
            "dev.evenstep.saga.SagaCompensated",
            "OrderConfirmed",
            "OrderCancelled");

    private OrderPath() {}

    /** As far as it goes; what has two effects is followed by both. */
    static List<Envelope> of(EventsTold told, String orderId) {
        List<Envelope> all = steps(told, orderId);
        List<Envelope> path = new ArrayList<>(
                all.stream().filter(event -> event.type().equals("OrderPlaced")).toList());
        for (int at = 0; at < path.size() && path.size() <= all.size(); at++) {
            String cause = path.get(at).id();
            all.stream()
                    .filter(event -> cause.equals(event.correlation().causationId()))
                    .forEach(path::add);
        }
        return path;
    }

    /** All of them, whatever caused them. */
    static List<Envelope> steps(EventsTold told, String orderId) {
        return Stream.of(told.orders(), told.sagas(), told.answers())
                .flatMap(events -> EventsTold.of(events, orderId).stream())
                .filter(event -> STEPS.contains(event.type()))
                .toList();
    }

    /** A step's name without whose it is. */
    static String name(Envelope event) {
        return event.type().substring(event.type().lastIndexOf('.') + 1);
    }
}
