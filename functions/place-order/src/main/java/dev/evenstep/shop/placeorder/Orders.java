package dev.evenstep.shop.placeorder;

import static dev.evenstep.effect.Condition.absent;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.util.Map;

/** Placing orders. An order that exists already is left as it is, whatever command asks for it. */
final class Orders {

    private static final String CUSTOMER = "customerId";
    private static final String EMAIL = "customerEmail";

    static final EventType<PlaceOrder> PLACE_ORDER = EventType.of("shop-web", "PlaceOrder", PlaceOrder.class)
            .at(2, Upcast.from(1, PlaceOrder::linesFromSingleItem))
            .withPersonal(CUSTOMER, EMAIL);

    static final EventType<OrderPlaced> ORDER_PLACED =
            EventType.of("shop", "OrderPlaced", OrderPlaced.class).since(2, 2).withPersonal(CUSTOMER, EMAIL);

    static final TransactionalConsumer CONSUMER =
            Consumer.transactional("place-order").on(PLACE_ORDER, Orders::place);

    private Orders() {}

    static Effect place(Event<PlaceOrder> command) {
        PlaceOrder order = command.data();
        if (order.lines().isEmpty()) {
            throw new PermanentFailure("Order " + order.orderId() + " has no lines");
        }
        return Effect.of(Write.put(ItemKey.of("orders", "orderId", order.orderId()), item(order))
                        .when(absent()))
                .publish(ORDER_PLACED, OrderPlaced.from(order), Entity.of(order.orderId(), 1))
                .orElse(Effect.none());
    }

    private static Item item(PlaceOrder order) {
        return Item.of("status", "PLACED")
                .with(CUSTOMER, order.customerId())
                .with("totalCents", order.totalCents())
                .with("currency", order.currency())
                .with(
                        "lines",
                        order.lines().stream()
                                .map(line -> Map.of("sku", line.sku(), "quantity", line.quantity()))
                                .toList());
    }
}
