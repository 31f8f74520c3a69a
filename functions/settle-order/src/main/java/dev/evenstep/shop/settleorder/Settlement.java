package dev.evenstep.shop.settleorder;

import static dev.evenstep.effect.Condition.equal;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/**
 * The end of an order. A declined payment ends it only when the stock is given back, so that a cancelled order never
 * holds any.
 */
final class Settlement {

    static final EventType<PaymentCharged> PAYMENT_CHARGED =
            EventType.of("shop", "PaymentCharged", PaymentCharged.class);
    static final EventType<StockRejected> STOCK_REJECTED = EventType.of("shop", "StockRejected", StockRejected.class);
    static final EventType<StockReleased> STOCK_RELEASED = EventType.of("shop", "StockReleased", StockReleased.class);
    static final EventType<OrderConfirmed> ORDER_CONFIRMED =
            EventType.of("shop", "OrderConfirmed", OrderConfirmed.class);
    static final EventType<OrderCancelled> ORDER_CANCELLED =
            EventType.of("shop", "OrderCancelled", OrderCancelled.class);

    static final TransactionalConsumer CONSUMER = Consumer.transactional("settle-order")
            .on(PAYMENT_CHARGED, Settlement::confirm)
            .on(
                    STOCK_REJECTED,
                    rejected ->
                            cancel(rejected.data().orderId(), rejected.data().reason()))
            .on(
                    STOCK_RELEASED,
                    released ->
                            cancel(released.data().orderId(), released.data().reason()));

    private Settlement() {}

    static Effect confirm(Event<PaymentCharged> charged) {
        PaymentCharged payment = charged.data();
        return Effect.of(end(payment.orderId(), "CONFIRMED").set("chargeId", payment.chargeId()))
                .publish(ORDER_CONFIRMED, new OrderConfirmed(payment.orderId(), payment.chargeId()));
    }

    static Effect cancel(String orderId, String reason) {
        return Effect.of(end(orderId, "CANCELLED").set("reason", reason))
                .publish(ORDER_CANCELLED, new OrderCancelled(orderId, reason));
    }

    private static Write.Update end(String orderId, String status) {
        return Write.update(ItemKey.of("orders", "orderId", orderId))
                .set("status", status)
                .when(equal("status", "PLACED"));
    }

    record PaymentCharged(String orderId, String chargeId) {}

    record StockRejected(String orderId, String reason) {}

    record StockReleased(String orderId, String reason) {}

    record OrderConfirmed(String orderId, String chargeId) {}

    record OrderCancelled(String orderId, String reason) {}
}
