package dev.evenstep.shop.chargepayment;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.shop.chargepayment.PaymentGateway.Answer;

/**
 * Charging an order. What the gateway answered is kept, and nobody asks again. The event's id is the gateway's idempotency
 * key: where it is not known whether an order was charged, whoever asks again gets the same charge.
 */
final class Payments {

    static final EventType<StockReserved> STOCK_RESERVED = EventType.of("shop", "StockReserved", StockReserved.class);
    static final EventType<PaymentCharged> PAYMENT_CHARGED =
            EventType.of("shop", "PaymentCharged", PaymentCharged.class);
    static final EventType<PaymentDeclined> PAYMENT_DECLINED =
            EventType.of("shop", "PaymentDeclined", PaymentDeclined.class).since(2, 2);

    private Payments() {}

    static LeasedConsumer consumer(PaymentGateway gateway) {
        return Consumer.leased("charge-payment")
                .on(
                        STOCK_RESERVED,
                        Answer.class,
                        reserved -> gateway.charge(reserved.id(), reserved.data()),
                        (reserved, answer) -> outcome(reserved.data(), answer))
                .within("payment-gateway", gateway.concurrency(), STOCK_RESERVED);
    }

    static Effect outcome(StockReserved order, Answer answer) {
        ItemKey payment = ItemKey.of("payments", "orderId", order.orderId());
        Item amount = Item.of("amountCents", order.totalCents()).with("currency", order.currency());
        return switch (answer) {
            case Answer.Charged(String chargeId) ->
                Effect.of(Write.put(payment, amount.with("status", "CHARGED").with("chargeId", chargeId)))
                        .publish(
                                PAYMENT_CHARGED,
                                new PaymentCharged(order.orderId(), chargeId, order.totalCents(), order.currency()));
            case Answer.Declined(String code, String message) ->
                Effect.of(Write.put(payment, amount.with("status", "DECLINED").with("code", code)))
                        .publish(PAYMENT_DECLINED, new PaymentDeclined(order.orderId(), code, message));
        };
    }
}
