package dev.evenstep.demo.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the events of an order's stream make of it, by the ledger's own reckoning.
 *
 * @param state as it is to be shown
 * @param quantities by article
 */
record FoldedOrder(OrderShown state, Map<String, Integer> quantities) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Null: it was not placed. */
    static @Nullable FoldedOrder of(List<Envelope> events) {
        FoldedOrder order = null;
        for (Envelope event : events) {
            JsonNode data = data(event);
            if (event.type().equals("OrderPlaced")) {
                order = placed(data, event.time());
            } else if (order != null && event.type().equals("OrderConfirmed")) {
                order = order.ended("CONFIRMED", event.time(), null);
            } else if (order != null && event.type().equals("OrderCancelled")) {
                order = order.ended(
                        "CANCELLED", event.time(), data.path("reason").textValue());
            }
        }
        return order;
    }

    static JsonNode data(Envelope event) {
        try {
            return JSON.readTree(event.dataJson());
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("Event " + event.id() + " has data that is no JSON", never);
        }
    }

    private static FoldedOrder placed(JsonNode data, Instant time) {
        Map<String, Integer> quantities = new TreeMap<>();
        data.path("lines")
                .forEach(line -> quantities.merge(
                        line.path("sku").asText(), line.path("quantity").asInt(), Integer::sum));
        OrderShown state = new OrderShown(
                data.path("customerId").asText(),
                data.path("totalCents").asLong(),
                data.path("currency").asText(),
                "PLACED",
                time,
                time,
                null);
        return new FoldedOrder(state, quantities);
    }

    private FoldedOrder ended(String status, Instant time, @Nullable String reason) {
        OrderShown after = new OrderShown(
                state.customerId(), state.totalCents(), state.currency(), status, state.placed(), time, reason);
        return new FoldedOrder(after, quantities);
    }

    boolean isConfirmed() {
        return state.status().equals("CONFIRMED");
    }
}
