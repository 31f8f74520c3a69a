package dev.evenstep.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table in which orders were before they were streams. Its lines are of no use to an order that has ended. */
record OldOrder(String orderId, String customerId, long totalCents, String currency, String status) {

    /** @throws IllegalStateException naming the order that is none */
    static OldOrder read(Map<String, AttributeValue> item) {
        String id = text(item, "orderId", "an item");
        String total = Optional.ofNullable(item.get("totalCents"))
                .map(AttributeValue::n)
                .orElseThrow(() -> missing(id, "totalCents"));
        OldOrder order = new OldOrder(
                id,
                text(item, "customerId", id),
                Long.parseLong(total),
                text(item, "currency", id),
                text(item, "status", id));
        if (!order.isOpen() && !order.status.equals("CONFIRMED") && !order.status.equals("CANCELLED")) {
            throw new IllegalStateException(
                    "%s is %s: PLACED, CONFIRMED and CANCELLED are known".formatted(id, order.status));
        }
        return order;
    }

    private static String text(Map<String, AttributeValue> item, String name, String order) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElseThrow(() -> missing(order, name));
    }

    private static IllegalStateException missing(String order, String name) {
        return new IllegalStateException(order + " has no " + name + ": is this the table of orders?");
    }

    /** Whether the version of the shop that it is from has something to do for it. */
    boolean isOpen() {
        return status.equals("PLACED");
    }

    /** The command that makes a stream of it, the same whenever it is sent. */
    Sending.Command toCommand(Instant now) {
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("orderId", orderId)
                .put("customerId", customerId)
                .put("totalCents", totalCents)
                .put("currency", currency)
                .put("status", status)
                .toString();
        String id = "import-" + orderId;
        Envelope command = Envelope.of(id, "shop-migration", "ImportOrder", now)
                .withSubject(customerId)
                .withData(1, data);
        return new Sending.Command(new EnvelopeJson(Limits.defaults()).write(command), customerId, id);
    }
}
