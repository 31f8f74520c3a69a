package dev.evenstep.shop.reservestock;

import static dev.evenstep.effect.Condition.absent;
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
import java.util.List;
import java.util.Map;

/**
 * Stock: every item of the table {@code stock} says how many of an article are available and how many are reserved. What
 * an order took is kept in {@code reservations}, so that it can be given back. A release may come before what it undoes: it
 * is kept there too, and nothing can be reserved any more.
 */
public final class Stock {

    static final EventType<ReserveStock> RESERVE_STOCK = EventType.of("fulfilment", "ReserveStock", ReserveStock.class);
    static final EventType<ReleaseStock> RELEASE_STOCK = EventType.of("fulfilment", "ReleaseStock", ReleaseStock.class);

    static final EventType<StockReserved> STOCK_RESERVED = EventType.of("stock", "StockReserved", StockReserved.class);
    static final EventType<StockRejected> STOCK_REJECTED = EventType.of("stock", "StockRejected", StockRejected.class);
    static final EventType<StockReleased> STOCK_RELEASED = EventType.of("stock", "StockReleased", StockReleased.class);

    public static final TransactionalConsumer CONSUMER = Consumer.transactional("reserve-stock")
            .on(RESERVE_STOCK, Stock::reserve)
            .on(RELEASE_STOCK, Stock::reservationOf, Stock::release);

    private Stock() {}

    /** Takes every article of the order, or none. */
    static Effect reserve(Event<ReserveStock> command) {
        ReserveStock order = command.data();
        Effect taken = Effect.of(order.quantities().entrySet().stream()
                .map(article -> take(article.getKey(), article.getValue()))
                .toList());
        Write hold = Write.put(reservation(order.orderId()), reserved(order)).when(absent());
        return taken.and(hold)
                .publishUnordered(STOCK_RESERVED, new StockReserved(order.orderId()))
                .orElse(heldAlready(order).orElse(rejected(order)));
    }

    private static Effect heldAlready(ReserveStock order) {
        return Effect.of(Write.update(reservation(order.orderId())).when(equal("status", "RESERVED")))
                .publishUnordered(STOCK_RESERVED, new StockReserved(order.orderId()));
    }

    private static Effect rejected(ReserveStock order) {
        return Effect.none().publishUnordered(STOCK_REJECTED, new StockRejected(order.orderId(), "OUT_OF_STOCK"));
    }

    static List<ItemKey> reservationOf(Event<ReleaseStock> command) {
        return List.of(reservation(command.data().orderId()));
    }

    /** Gives back what the order holds. */
    static Effect release(Event<ReleaseStock> command, Map<ItemKey, Item> found) {
        ItemKey key = reservation(command.data().orderId());
        Item reservation = found.get(key);
        Effect released;
        if (reservation == null) {
            released = Effect.of(Write.put(key, Item.of("status", "RELEASED")).when(absent()));
        } else if (reservation.text("status").equals("RESERVED")) {
            released = Effect.of(reservation.items("lines").stream()
                            .map(line -> giveBack(line.text("sku"), line.integer("quantity")))
                            .toList())
                    .and(Write.update(key).set("status", "RELEASED").when(equal("status", "RESERVED")));
        } else {
            released = Effect.none();
        }
        return released.publishUnordered(
                STOCK_RELEASED, new StockReleased(command.data().orderId()));
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

    private static Item reserved(ReserveStock order) {
        return Item.of("status", "RESERVED")
                .with(
                        "lines",
                        order.quantities().entrySet().stream()
                                .map(article -> Map.of("sku", article.getKey(), "quantity", article.getValue()))
                                .toList());
    }
}
