package dev.evenstep.shop.placeorder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event, schema version 2.
 *
 * @param customerEmail personal; null where the customer gave none, or is erased
 */
record OrderPlaced(
        String orderId,
        String customerId,
        @Nullable String customerEmail,
        long totalCents,
        String currency,
        List<Line> lines)
        implements OrderEvent {

    OrderPlaced {
        lines = List.copyOf(lines);
    }

    static OrderPlaced from(PlaceOrder order) {
        List<Line> lines = order.lines().stream()
                .map(line -> new Line(line.sku(), line.quantity()))
                .toList();
        return new OrderPlaced(
                order.orderId(),
                order.customerId(),
                order.customerEmail(),
                order.totalCents(),
                order.currency(),
                lines);
    }

    record Line(String sku, int quantity) {}
}
