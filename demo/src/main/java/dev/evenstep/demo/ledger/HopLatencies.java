package dev.evenstep.demo.ledger;

import dev.evenstep.event.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long every hop took: from one event's time to that of the event it caused. */
final class HopLatencies {

    private final Map<String, List<Duration>> durations = new LinkedHashMap<>();

    /** @param sent when the first command of an order was sent, by order id */
    static List<Latency> of(Facts facts, Map<String, Instant> sent) {
        HopLatencies latencies = new HopLatencies();
        for (String order : facts.told().orders().keySet()) {
            Instant before = sent.get(order);
            Instant first = before;
            String from = "PlaceOrder";
            for (Envelope event : OrderPath.of(facts.told(), order)) {
                if (before != null) {
                    latencies.add(from + " -> " + OrderPath.name(event), before, event.time());
                }
                before = event.time();
                from = OrderPath.name(event);
                Facts.AuditLine audited = facts.audited().get(Facts.auditKey(event.source(), event.id()));
                if (audited != null) {
                    latencies.add("event -> audit line", event.time(), audited.written());
                }
            }
            if (first != null && before != null) {
                latencies.add("whole order", first, before);
            }
        }
        return latencies.durations.entrySet().stream()
                .map(hop -> Latency.of(hop.getKey(), hop.getValue()))
                .toList();
    }

    private void add(String hop, Instant from, Instant to) {
        durations.computeIfAbsent(hop, any -> new ArrayList<>()).add(Duration.between(from, to));
    }
}
