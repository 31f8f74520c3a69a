package dev.evenstep.demo.ledger;

import dev.evenstep.demo.gateway.GatewayClient.CancelledCharge;
import dev.evenstep.demo.gateway.GatewayClient.Charge;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is at one moment, as far as it belongs to one run.
 *
 * @param stock by article
 * @param audited by source and id of the event
 * @param charges what the gateway charged
 * @param cancellations what it was asked to charge no more
 * @param deadLetters what came into dead-letter queues since the run began
 * @param parked what was parked since the run began and still is
 * @param backlog messages that work queues still hold
 */
record Facts(
        EventsTold told,
        ViewsKept views,
        Map<String, Stock> stock,
        Map<String, AuditLine> audited,
        List<Charge> charges,
        List<CancelledCharge> cancellations,
        List<Dead> deadLetters,
        List<Parked> parked,
        int backlog) {

    /**
     * Events by order id.
     *
     * @param orders each order's stream
     * @param sagas the stream of each order's fulfilment
     * @param answers what stock and payments said of an order, in no order
     */
    record EventsTold(
            Map<String, List<Envelope>> orders,
            Map<String, List<Envelope>> sagas,
            Map<String, List<Envelope>> answers) {

        /** What is kept under an order's id; nothing where there is none. */
        static List<Envelope> of(Map<String, List<Envelope>> events, String orderId) {
            return events.getOrDefault(orderId, List.of());
        }
    }

    /**
     * Views by order id.
     *
     * @param orders the projection of orders' streams
     * @param sagas the status of the projection of fulfilments
     * @param tracked what follows orders from the bus
     */
    record ViewsKept(Map<String, OrderShown> orders, Map<String, String> sagas, Map<String, Tracked> tracked) {}

    record Tracked(String status, int version, List<String> history) {}

    record Stock(int available, int reserved) {}

    /** @param time the event's; the line was written later */
    record AuditLine(String type, String entity, Instant time, Instant written) {}

    record Dead(String queue, String reason) {}

    /**
     * An event of an order that waits, or is dead-lettered and holds up what follows it.
     *
     * @param order the order's id, or what else its stream is called
     */
    record Parked(String consumer, String order, boolean waits) {}

    static String auditKey(String source, String id) {
        return source + "#" + id;
    }

    /** What each order's stream makes of it, by order id. */
    Map<String, FoldedOrder> orders() {
        Map<String, FoldedOrder> orders = new TreeMap<>();
        told.orders().forEach((id, events) -> {
            FoldedOrder order = FoldedOrder.of(events);
            if (order != null) {
                orders.put(id, order);
            }
        });
        return orders;
    }
}
