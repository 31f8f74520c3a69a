package dev.evenstep.benchmarks.library;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.util.List;

/** A consumer as the shop's are, with one item written and one event published in a transaction. */
final class Reservations {

    static final TransactionalConsumer CONSUMER = Consumer.transactional("reserve")
            .on(EventType.of("shop", "OrderPlaced", OrderPlaced.class).since(2, 2), Reservations::reserve);

    private static final EventType<StockReserved> STOCK_RESERVED =
            EventType.of("shop", "StockReserved", StockReserved.class);

    private Reservations() {}

    record OrderPlaced(String orderId, String customerId, long totalCents, String currency, List<Line> lines) {}

    record Line(String sku, int quantity) {}

    record StockReserved(String orderId, String customerId, long totalCents, String currency) {}

    private static Effect reserve(Event<OrderPlaced> placed) {
        OrderPlaced order = placed.data();
        ItemKey reservation = ItemKey.of("reservations", "orderId", order.orderId());
        return Effect.of(Write.put(reservation, Item.of("status", "RESERVED")))
                .publish(
                        STOCK_RESERVED,
                        new StockReserved(order.orderId(), order.customerId(), order.totalCents(), order.currency()));
    }
}
