package dev.evenstep.shop.fulfilorder;

import dev.evenstep.consume.Consumer;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.saga.Saga;
import dev.evenstep.saga.SagaConsumer;
import dev.evenstep.saga.SagaHandler;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reserve, charge, or release, all within a quarter of an hour: the saga of an order. Its end is the order's. No limit is above that of
 * the alarm on its queue's oldest message, which a time-out is.
 */
public final class Fulfilment {

    static final EventType<OrderPlaced> ORDER_PLACED =
            EventType.of("shop", "OrderPlaced", OrderPlaced.class).at(2, Upcast.from(1, OrderPlaced::centsFromDecimal));

    static final EventType<ReserveStock> RESERVE_STOCK = EventType.of("fulfilment", "ReserveStock", ReserveStock.class);
    static final EventType<ReleaseStock> RELEASE_STOCK = EventType.of("fulfilment", "ReleaseStock", ReleaseStock.class);
    static final EventType<Reference> STOCK_RESERVED = EventType.of("stock", "StockReserved", Reference.class);
    static final EventType<StockRejected> STOCK_REJECTED = EventType.of("stock", "StockRejected", StockRejected.class);
    static final EventType<Reference> STOCK_RELEASED = EventType.of("stock", "StockReleased", Reference.class);

    static final EventType<ChargePayment> CHARGE_PAYMENT =
            EventType.of("fulfilment", "ChargePayment", ChargePayment.class).since(2, 2);
    static final EventType<CancelPayment> CANCEL_PAYMENT =
            EventType.of("fulfilment", "CancelPayment", CancelPayment.class);
    static final EventType<Reference> PAYMENT_CHARGED = EventType.of("payments", "PaymentCharged", Reference.class);
    static final EventType<PaymentDeclined> PAYMENT_DECLINED = EventType.of(
                    "payments", "PaymentDeclined", PaymentDeclined.class)
            .at(3, Upcast.from(1, PaymentDeclined::codeFromReason), Upcast.from(2, data -> {}));
    static final EventType<Reference> PAYMENT_CANCELLED = EventType.of("payments", "PaymentCancelled", Reference.class);

    static final Saga<OrderPlaced> SAGA = Saga.named("fulfil-order", OrderPlaced.class)
            .startedBy(ORDER_PLACED, OrderPlaced::orderId, placed -> placed)
            .step(
                    "reserve",
                    step -> step.sends(order ->
                                    NewEvent.of(RESERVE_STOCK, new ReserveStock(order.orderId(), order.lines())))
                            .succeedsOn(STOCK_RESERVED, Reference::orderId)
                            .failsOn(STOCK_REJECTED, StockRejected::orderId, StockRejected::reason)
                            .compensatedBy(
                                    order -> NewEvent.of(RELEASE_STOCK, new ReleaseStock(order.orderId())),
                                    STOCK_RELEASED,
                                    Reference::orderId)
                            .within(Duration.ofMinutes(5)))
            .step(
                    "charge",
                    step -> step.sends(order -> NewEvent.of(
                                    CHARGE_PAYMENT,
                                    new ChargePayment(
                                            order.orderId(), order.customerId(), order.totalCents(), order.currency())))
                            .succeedsOn(PAYMENT_CHARGED, Reference::orderId)
                            .failsOn(PAYMENT_DECLINED, PaymentDeclined::orderId, PaymentDeclined::code)
                            .compensatedBy(
                                    order -> NewEvent.of(CANCEL_PAYMENT, new CancelPayment(order.orderId())),
                                    PAYMENT_CANCELLED,
                                    Reference::orderId)
                            .within(Duration.ofMinutes(5)));

    private Fulfilment() {}

    /** Of orders that are placed, and of what stock and payments answer. */
    public static Consumer consumer(EventStore store) {
        return consumer(store, Clock.systemUTC());
    }

    /** @param clock by which steps are due */
    public static Consumer consumer(EventStore store, Clock clock) {
        return SagaConsumer.of("fulfil-order", SagaHandler.of(store, SAGA).withClock(clock));
    }

    record ReserveStock(String orderId, List<OrderPlaced.Line> lines) {}

    /** Of whatever the order holds, now or later. */
    record ReleaseStock(String orderId) {}

    record ChargePayment(String orderId, @Nullable String customerId, long amountCents, String currency) {}

    /** Gives back what the order was charged, and keeps it from being charged. */
    record CancelPayment(String orderId) {}

    /** What is needed here of an answer. */
    record Reference(String orderId) {}

    record StockRejected(String orderId, String reason) {}
}
