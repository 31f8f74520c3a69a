package dev.evenstep.shop.chargepayment;

import static dev.evenstep.effect.Condition.absent;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import dev.evenstep.shop.chargepayment.PaymentGateway.Answer;
import dev.evenstep.shop.chargepayment.PaymentGateway.Cancelled;

/**
 * Charging an order, and giving that back. What the gateway answered is kept, and nobody asks again. The order's id is the
 * gateway's idempotency key: where it is not known whether an order was charged, whoever asks again gets the same charge.
 */
public final class Payments {

    static final EventType<ChargePayment> CHARGE_PAYMENT =
            EventType.of("fulfilment", "ChargePayment", ChargePayment.class).at(2, Upcast.from(1, data -> {}));
    static final EventType<CancelPayment> CANCEL_PAYMENT =
            EventType.of("fulfilment", "CancelPayment", CancelPayment.class);

    static final EventType<PaymentCharged> PAYMENT_CHARGED =
            EventType.of("payments", "PaymentCharged", PaymentCharged.class);
    static final EventType<PaymentDeclined> PAYMENT_DECLINED =
            EventType.of("payments", "PaymentDeclined", PaymentDeclined.class).since(3, 3);
    static final EventType<PaymentCancelled> PAYMENT_CANCELLED =
            EventType.of("payments", "PaymentCancelled", PaymentCancelled.class);

    private Payments() {}

    public static LeasedConsumer consumer(PaymentGateway gateway) {
        return Consumer.leased("charge-payment")
                .on(
                        CHARGE_PAYMENT,
                        Answer.class,
                        command -> gateway.charge(
                                command.data().orderId(),
                                command.data().amountCents(),
                                command.data().currency()),
                        (command, answer) -> outcome(command.data(), answer))
                .on(
                        CANCEL_PAYMENT,
                        Cancelled.class,
                        command -> gateway.cancel(command.data().orderId()),
                        (command, answer) -> outcome(command.data(), answer))
                .within("payment-gateway", gateway.concurrency(), CHARGE_PAYMENT, CANCEL_PAYMENT);
    }

    static Effect outcome(ChargePayment order, Answer answer) {
        Item amount = Item.of("amountCents", order.amountCents()).with("currency", order.currency());
        return switch (answer) {
            case Answer.Charged(String chargeId) -> {
                PaymentCharged charged =
                        new PaymentCharged(order.orderId(), chargeId, order.amountCents(), order.currency());
                yield unlessKnown(order, amount.with("status", "CHARGED").with("chargeId", chargeId))
                        .publishUnordered(PAYMENT_CHARGED, charged)
                        .orElse(Effect.none().publishUnordered(PAYMENT_CHARGED, charged));
            }
            case Answer.Declined(String code, String message) -> {
                PaymentDeclined declined = new PaymentDeclined(order.orderId(), order.customerId(), code, message);
                yield unlessKnown(order, amount.with("status", "DECLINED").with("code", code))
                        .publishUnordered(PAYMENT_DECLINED, declined)
                        .orElse(Effect.none().publishUnordered(PAYMENT_DECLINED, declined));
            }
        };
    }

    /** A cancellation that came first stays. */
    private static Effect unlessKnown(ChargePayment order, Item payment) {
        return Effect.of(Write.put(payment(order.orderId()), payment).when(absent()));
    }

    static Effect outcome(CancelPayment order, Cancelled answer) {
        Item cancelled = Item.of("status", "CANCELLED").with("refundedCents", answer.refundedCents());
        return Effect.of(Write.put(payment(order.orderId()), cancelled))
                .publishUnordered(PAYMENT_CANCELLED, new PaymentCancelled(order.orderId(), answer.refundedCents()));
    }

    private static ItemKey payment(String orderId) {
        return ItemKey.of("payments", "orderId", orderId);
    }
}
