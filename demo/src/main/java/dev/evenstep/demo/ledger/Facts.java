package dev.evenstep.demo.ledger;

import dev.evenstep.demo.gateway.GatewayClient.Charge;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What there is at one moment, as far as it belongs to one run.
 *
 * @param orders by id
 * @param views status views by order id
 * @param stock by article
 * @param events what the functions published, per entity in the order of its versions
 * @param audited when the audit line of an event was written, by source and id
 * @param charges what the gateway charged
 * @param deadLetters what came into dead-letter queues since the run began
 * @param parked what was parked since the run began and still is
 * @param backlog messages that work queues still hold
 */
record Facts(
        Map<String, Order> orders,
        Map<String, View> views,
        Map<String, Stock> stock,
        Map<String, List<Envelope>> events,
        Map<String, Instant> audited,
        List<Charge> charges,
        List<Dead> deadLetters,
        List<Parked> parked,
        int backlog) {

    record Order(String status, long totalCents, Map<String, Integer> quantities) {

        boolean isFinal() {
            return status.equals("CONFIRMED") || status.equals("CANCELLED");
        }
    }

    record View(String status, int version, List<String> history) {}

    record Stock(int available, int reserved) {}

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
}
