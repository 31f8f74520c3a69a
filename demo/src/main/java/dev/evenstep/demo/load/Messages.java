package dev.evenstep.demo.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.List;

/** Orders as the commands and events that tell of them. */
final class Messages {

    /** Always the same, so that the same seed sends the same bytes. */
    private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    String command(PlannedOrder order) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("orderId", order.orderId()).put("customerId", order.customerId());
        if (order.oldVersion()) {
            PlannedOrder.Line line = order.lines().getFirst();
            data.put("sku", line.sku()).put("quantity", line.quantity()).put("unitPriceCents", line.unitPriceCents());
        } else {
            data.put("customerEmail", order.customerEmail()).put("currency", "EUR");
            ArrayNode lines = data.putArray("lines");
            order.lines()
                    .forEach(line -> lines.addObject()
                            .put("sku", line.sku())
                            .put("quantity", line.quantity())
                            .put("unitPriceCents", line.unitPriceCents()));
        }
        return json.write(new EventEnvelope(
                order.commandId(),
                "shop-web",
                "PlaceOrder",
                order.oldVersion() ? 1 : 2,
                TIME,
                order.customerId(),
                null,
                CorrelationContext.none(),
                order.customerId(),
                null,
                data));
    }

    /** The whole life of an order that the old shop closed, in its order. */
    List<Sending.BusEvent> history(PlannedOrder order) {
        ObjectNode placed = data(order).put("customerId", order.customerId());
        placed.put("total", java.math.BigDecimal.valueOf(order.totalCents(), 2));
        ArrayNode lines = placed.putArray("lines");
        order.lines().forEach(line -> lines.addObject().put("sku", line.sku()).put("quantity", line.quantity()));
        String charge = "charge-" + order.orderId();
        return List.of(
                event(order, "OrderPlaced", 1, placed),
                event(order, "StockReserved", 2, data(order)),
                event(order, "PaymentCharged", 3, data(order).put("chargeId", charge)),
                event(order, "OrderConfirmed", 4, data(order).put("chargeId", charge)));
    }

    private static ObjectNode data(PlannedOrder order) {
        return JsonNodeFactory.instance.objectNode().put("orderId", order.orderId());
    }

    private Sending.BusEvent event(PlannedOrder order, String type, int version, ObjectNode data) {
        Envelope envelope = new EventEnvelope(
                order.orderId() + "-" + version,
                "old-shop",
                type,
                1,
                TIME,
                order.orderId(),
                version,
                CorrelationContext.none(),
                null,
                null,
                data);
        return new Sending.BusEvent("old-shop", type, json.write(envelope));
    }
}
