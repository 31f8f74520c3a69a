package dev.evenstep.shop.fulfilorder;

import static dev.evenstep.shop.fulfilorder.Fulfilment.CANCEL_PAYMENT;
import static dev.evenstep.shop.fulfilorder.Fulfilment.CHARGE_PAYMENT;
import static dev.evenstep.shop.fulfilorder.Fulfilment.ORDER_PLACED;
import static dev.evenstep.shop.fulfilorder.Fulfilment.PAYMENT_CANCELLED;
import static dev.evenstep.shop.fulfilorder.Fulfilment.PAYMENT_CHARGED;
import static dev.evenstep.shop.fulfilorder.Fulfilment.PAYMENT_DECLINED;
import static dev.evenstep.shop.fulfilorder.Fulfilment.RELEASE_STOCK;
import static dev.evenstep.shop.fulfilorder.Fulfilment.RESERVE_STOCK;
import static dev.evenstep.shop.fulfilorder.Fulfilment.SAGA;
import static dev.evenstep.shop.fulfilorder.Fulfilment.STOCK_REJECTED;
import static dev.evenstep.shop.fulfilorder.Fulfilment.STOCK_RELEASED;
import static dev.evenstep.shop.fulfilorder.Fulfilment.STOCK_RESERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Reason;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.saga.SagaStatus;
import dev.evenstep.shop.fulfilorder.Fulfilment.CancelPayment;
import dev.evenstep.shop.fulfilorder.Fulfilment.ChargePayment;
import dev.evenstep.shop.fulfilorder.Fulfilment.Reference;
import dev.evenstep.shop.fulfilorder.Fulfilment.ReleaseStock;
import dev.evenstep.shop.fulfilorder.Fulfilment.ReserveStock;
import dev.evenstep.shop.fulfilorder.Fulfilment.StockRejected;
import dev.evenstep.testkit.SagaScenario;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FulfilmentTest {

    private static final String ORDER = "order-2001";
    private static final List<OrderPlaced.Line> LINES = List.of(new OrderPlaced.Line("tea-green", 2));
    private static final OrderPlaced PLACED = new OrderPlaced(ORDER, "customer-2001", 2150, "EUR", LINES);
    private static final Reference OF_THE_ORDER = new Reference(ORDER);

    private final SagaScenario fulfilment = SagaScenario.of(ORDER, SAGA);

    @Test
    void stockIsReservedThenThePaymentCharged() {
        fulfilment
                .when(ORDER_PLACED, PLACED)
                .thenSends(RESERVE_STOCK, new ReserveStock(ORDER, LINES))
                .when(STOCK_RESERVED, OF_THE_ORDER)
                .thenSends(CHARGE_PAYMENT, new ChargePayment(ORDER, "customer-2001", 2150, "EUR"))
                .when(PAYMENT_CHARGED, OF_THE_ORDER)
                .thenSendsNothing()
                .thenIs(SagaStatus.COMPLETED);
    }

    @Test
    void withoutStockNothingIsToBeUndone() {
        fulfilment
                .given(ORDER_PLACED, PLACED)
                .when(STOCK_REJECTED, new StockRejected(ORDER, "OUT_OF_STOCK"))
                .thenSendsNothing()
                .thenIs(SagaStatus.COMPENSATED);
    }

    @Test
    void aDeclinedPaymentGivesTheStockBack() {
        fulfilment
                .given(ORDER_PLACED, PLACED)
                .given(STOCK_RESERVED, OF_THE_ORDER)
                .when(PAYMENT_DECLINED, new PaymentDeclined(ORDER, "CARD_DECLINED"))
                .thenSends(RELEASE_STOCK, new ReleaseStock(ORDER))
                .when(STOCK_RELEASED, OF_THE_ORDER)
                .thenIs(SagaStatus.COMPENSATED);
    }

    @Test
    void stockThatIsNotReservedInFiveMinutesIsReleased() {
        fulfilment
                .given(ORDER_PLACED, PLACED)
                .whenPassed(Duration.ofMinutes(5))
                .thenSends(RELEASE_STOCK, new ReleaseStock(ORDER))
                .when(STOCK_RESERVED, OF_THE_ORDER)
                .thenIsLate();
    }

    @Test
    void aPaymentThatIsNotAnsweredInFiveMinutesIsCancelledThenTheStockReleased() {
        fulfilment
                .given(ORDER_PLACED, PLACED)
                .given(STOCK_RESERVED, OF_THE_ORDER)
                .whenPassed(Duration.ofMinutes(5))
                .thenSends(CANCEL_PAYMENT, new CancelPayment(ORDER))
                .when(PAYMENT_CHARGED, OF_THE_ORDER)
                .thenIsLate()
                .when(PAYMENT_CANCELLED, OF_THE_ORDER)
                .thenSends(RELEASE_STOCK, new ReleaseStock(ORDER));
    }

    /** As they are on the bus, the first schema versions among them. */
    @Test
    void theSamplesAreUnderstood() {
        EventStore store = EventStore.inMemory(EventStoreOptions.defaults());
        Scenario scenario = Scenario.of(Fulfilment.consumer(store));

        scenario.when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied()
                .when(Samples.read("stock/StockReserved/v1-reserved"))
                .thenApplied()
                .when(Samples.read("payments/PaymentCharged/v1-charged"))
                .thenApplied()
                .when(Samples.read("shop/OrderPlaced/v1-old-version").replace("order-2002", "order-2006"))
                .thenApplied()
                .when(Samples.read("stock/StockReserved/v1-reserved").replace("2001", "2006"))
                .thenApplied()
                .when(Samples.read("payments/PaymentDeclined/v1-old-version"))
                .thenApplied();

        assertThat(instance(store, ORDER).status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(instance(store, "order-2006").reason()).isEqualTo("UNSPECIFIED");
        assertThat(instance(store, "order-2006").state()).containsEntry("currency", "EUR");
    }

    @Test
    void whatCannotBeReadIsPoison() {
        Scenario scenario = Scenario.of(Fulfilment.consumer(EventStore.inMemory(EventStoreOptions.defaults())));

        scenario.when(Samples.read("shop/OrderPlaced/v99-unknown-version")).thenPoison(Reason.UNKNOWN_VERSION);
        scenario.when(Samples.read("shop/OrderPlaced/v1-old-version").replace("21.5", "\"21.5\""))
                .thenPoison(Reason.UNREADABLE_DATA);
    }

    private static SagaInstance instance(EventStore store, String order) {
        return Objects.requireNonNull(SagaInstance.find(store, "fulfil-order", order));
    }
}
