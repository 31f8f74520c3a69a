package dev.evenstep.demo.ledger;

import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what was told of the orders of one run: from their streams, their fulfilments' and the outbox. */
final class EventsReader {

    /** How the stream of an order's fulfilment begins. */
    static final String SAGA = "fulfil-order-";

    private final TableReader tables;
    private final EventStore store;
    private final Set<String> orderIds;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    EventsReader(DeployedShop shop, Set<String> orderIds) {
        this.tables = new TableReader(shop);
        this.store = shop.eventStore();
        this.orderIds = orderIds;
    }

    Facts.EventsTold read() {
        return new Facts.EventsTold(streams(""), streams(SAGA), answers());
    }

    private Map<String, List<Envelope>> streams(String prefix) {
        Map<String, List<Envelope>> streams = new TreeMap<>();
        for (String order : orderIds) {
            List<Envelope> events =
                    store.read(prefix + order, ReadOptions.forward()).events();
            if (!events.isEmpty()) {
                streams.put(order, events);
            }
        }
        return streams;
    }

    private Map<String, List<Envelope>> answers() {
        return tables.all("outbox").stream()
                .map(row -> (Envelope) json.read(row.text(OutboxItem.ENVELOPE)))
                .filter(event -> orderIds.contains(order(event)))
                .collect(Collectors.groupingBy(EventsReader::order, TreeMap::new, Collectors.toList()));
    }

    private static String order(Envelope answer) {
        return FoldedOrder.data(answer).path("orderId").asText();
    }
}
