package dev.evenstep.testkit;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.saga.Saga;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reserve the goods, charge the customer, or undo both, as docs/sagas.md shows it. */
final class OrderPayment {

    record OrderPlaced(String orderId, int cents) {}

    record ReserveStock(String orderId) {}

    record StockReserved(String orderId, String shelf) {}

    record StockRefused(String orderId, String reason) {}

    record ReleaseStock(String orderId, @Nullable String shelf) {}

    record StockReleased(String orderId) {}

    record ChargePayment(String orderId, int cents) {}

    record PaymentCharged(String orderId) {}

    record PaymentDeclined(String orderId) {}

    record RefundPayment(String orderId) {}

    record PaymentRefunded(String orderId) {}

    static final EventType<OrderPlaced> ORDER_PLACED = EventType.of("shop", "OrderPlaced", OrderPlaced.class);
    static final EventType<ReserveStock> RESERVE_STOCK = EventType.of("shop", "ReserveStock", ReserveStock.class);
    static final EventType<StockReserved> STOCK_RESERVED = EventType.of("stock", "StockReserved", StockReserved.class);
    static final EventType<StockRefused> STOCK_REFUSED = EventType.of("stock", "StockRefused", StockRefused.class);
    static final EventType<ReleaseStock> RELEASE_STOCK = EventType.of("shop", "ReleaseStock", ReleaseStock.class);
    static final EventType<StockReleased> STOCK_RELEASED = EventType.of("stock", "StockReleased", StockReleased.class);
    static final EventType<ChargePayment> CHARGE_PAYMENT = EventType.of("shop", "ChargePayment", ChargePayment.class);
    static final EventType<PaymentCharged> PAYMENT_CHARGED =
            EventType.of("bank", "PaymentCharged", PaymentCharged.class);
    static final EventType<PaymentDeclined> PAYMENT_DECLINED =
            EventType.of("bank", "PaymentDeclined", PaymentDeclined.class);
    static final EventType<RefundPayment> REFUND_PAYMENT = EventType.of("shop", "RefundPayment", RefundPayment.class);
    static final EventType<PaymentRefunded> PAYMENT_REFUNDED =
            EventType.of("bank", "PaymentRefunded", PaymentRefunded.class);

    /** What the steps need for their commands. */
    record Payment(String orderId, int cents, @Nullable String shelf) {}

    static final Saga<Payment> SAGA = Saga.named("order-payment", Payment.class)
            .startedBy(ORDER_PLACED, OrderPlaced::orderId, order -> new Payment(order.orderId(), order.cents(), null))
            .step(
                    "reserve-stock",
                    step -> step.sends(payment -> NewEvent.of(RESERVE_STOCK, new ReserveStock(payment.orderId())))
                            .succeedsOn(
                                    STOCK_RESERVED,
                                    StockReserved::orderId,
                                    (payment, reserved) ->
                                            new Payment(payment.orderId(), payment.cents(), reserved.shelf()))
                            .failsOn(STOCK_REFUSED, StockRefused::orderId, StockRefused::reason)
                            .compensatedBy(
                                    payment -> NewEvent.of(
                                            RELEASE_STOCK, new ReleaseStock(payment.orderId(), payment.shelf())),
                                    STOCK_RELEASED,
                                    StockReleased::orderId)
                            .within(Duration.ofHours(1)))
            .step(
                    "charge-payment",
                    step -> step.sends(payment ->
                                    NewEvent.of(CHARGE_PAYMENT, new ChargePayment(payment.orderId(), payment.cents())))
                            .succeedsOn(PAYMENT_CHARGED, PaymentCharged::orderId)
                            .failsOn(PAYMENT_DECLINED, PaymentDeclined::orderId, declined -> "The bank declined")
                            .compensatedBy(
                                    payment -> NewEvent.of(REFUND_PAYMENT, new RefundPayment(payment.orderId())),
                                    PAYMENT_REFUNDED,
                                    PaymentRefunded::orderId)
                            .within(Duration.ofMinutes(15)));

    private OrderPayment() {}
}
