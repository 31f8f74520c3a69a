package dev.evenstep.shop.reservestock;

import static dev.evenstep.effect.Condition.atLeast;
import static dev.evenstep.effect.Condition.equal;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.util.List;
import java.util.Map;

/**
 * Stock: every item of the table {@code stock} says how many of an article are available and how many are reserved. What
 * an order took is kept in {@code reservations}, so that it can be given back.
 */
final class Stock {

    static final EventType<OrderPlaced> ORDER_PLACED =
            EventType.of("shop", "OrderPlaced", OrderPlaced.class).at(2, Upcast.from(1, OrderPlaced::centsFromDecimal));
    static final EventType<PaymentDeclined> PAYMENT_DECLINED = EventType.of(
                    "shop", "PaymentDeclined", PaymentDeclined.class)
            .at(2, Upcast.from(1, PaymentDeclined::codeFromReason));

    static final EventType<StockReserved> STOCK_RESERVED = EventType.of("shop", "StockReserved", StockReserved.class);
    static final EventType<StockRejected> STOCK_REJECTED = EventType.of("shop", "StockRejected", StockRejected.class);
    static final EventType<StockReleased> STOCK_RELEASED = EventType.of("shop", "StockReleased", StockReleased.class);

    static final TransactionalConsumer CONSUMER = Consumer.transactional("reserve-stock")
            .on(ORDER_PLACED, Stock::reserve)
            .on(PAYMENT_DECLINED, Stock::reservationOf, Stock::release);

    private Stock() {}

    /** Takes every article of the order, or none. */
    static Effect reserve(Event<OrderPlaced> placed) {
        OrderPlaced order = placed.data();
        Effect taken = Effect.of(order.quantities().entrySet().stream()
                .map(article -> take(article.getKey(), article.getValue()))
                .toList());
        return taken.and(Write.put(reservation(order.orderId()), reserved(order)))
                .publish(STOCK_RESERVED, StockReserved.of(order))
                .orElse(Effect.none().publish(STOCK_REJECTED, new StockRejected(order.orderId(), "OUT_OF_STOCK")));
    }

    static List<ItemKey> reservationOf(Event<PaymentDeclined> declined) {
        return List.of(reservation(declined.data().orderId()));
    }

    /** Gives back what the order took, if it still holds it. */
    static Effect release(Event<PaymentDeclined> declined, Map<ItemKey, Item> found) {
        ItemKey key = reservation(declined.data().orderId());
        Item reservation = found.get(key);
        if (reservation == null || !reservation.text("status").equals("RESERVED")) {
            return Effect.none();
        }
        Effect given = Effect.of(reservation.items("lines").stream()
                .map(line -> giveBack(line.text("sku"), line.integer("quantity")))
                .toList());
        return given.and(Write.update(key).set("status", "RELEASED").when(equal("status", "RESERVED")))
                .publish(
                        STOCK_RELEASED,
                        new StockReleased(
                                declined.data().orderId(), declined.data().code()));
    }

    static ItemKey article(String sku) {
        return ItemKey.of("stock", "sku", sku);
    }

    static ItemKey reservation(String orderId) {
        return ItemKey.of("reservations", "orderId", orderId);
    }

    private static Write take(String sku, int quantity) {
        return Write.update(article(sku))
                .add("available", -quantity)
                .add("reserved", quantity)
                .when(atLeast("available", quantity));
    }

    private static Write giveBack(String sku, int quantity) {
        return Write.update(article(sku)).add("available", quantity).add("reserved", -quantity);
    }

    private static Item reserved(OrderPlaced order) {
        return Item.of("status", "RESERVED")
                .with(
                        "lines",
                        order.quantities().entrySet().stream()
                                .map(article -> Map.of("sku", article.getKey(), "quantity", article.getValue()))
                                .toList());
    }
}
