package dev.evenstep.testkit;

import static dev.evenstep.testkit.OrderPayment.CHARGE_PAYMENT;
import static dev.evenstep.testkit.OrderPayment.ORDER_PLACED;
import static dev.evenstep.testkit.OrderPayment.PAYMENT_CHARGED;
import static dev.evenstep.testkit.OrderPayment.PAYMENT_DECLINED;
import static dev.evenstep.testkit.OrderPayment.PAYMENT_REFUNDED;
import static dev.evenstep.testkit.OrderPayment.REFUND_PAYMENT;
import static dev.evenstep.testkit.OrderPayment.RELEASE_STOCK;
import static dev.evenstep.testkit.OrderPayment.RESERVE_STOCK;
import static dev.evenstep.testkit.OrderPayment.STOCK_RELEASED;
import static dev.evenstep.testkit.OrderPayment.STOCK_RESERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.saga.SagaCommand;
import dev.evenstep.saga.SagaCommand.CompensateSaga;
import dev.evenstep.saga.SagaCommand.RetrySaga;
import dev.evenstep.saga.SagaConsumer;
import dev.evenstep.saga.SagaHandler;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.saga.SagaOutcome.SagaAdvanced;
import dev.evenstep.saga.SagaOutcome.SagaDuplicate;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import dev.evenstep.saga.SagaOutcome.SagaNotDue;
import dev.evenstep.saga.SagaStatus;
import dev.evenstep.testkit.OrderPayment.ChargePayment;
import dev.evenstep.testkit.OrderPayment.OrderPlaced;
import dev.evenstep.testkit.OrderPayment.PaymentCharged;
import dev.evenstep.testkit.OrderPayment.PaymentDeclined;
import dev.evenstep.testkit.OrderPayment.PaymentRefunded;
import dev.evenstep.testkit.OrderPayment.RefundPayment;
import dev.evenstep.testkit.OrderPayment.ReleaseStock;
import dev.evenstep.testkit.OrderPayment.ReserveStock;
import dev.evenstep.testkit.OrderPayment.StockReleased;
import dev.evenstep.testkit.OrderPayment.StockReserved;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What docs/sagas.md shows, and that a scenario fails where it should. */
class SagaScenarioTest {

    private final EventStore store = EventStore.inMemory(EventStoreOptions.defaults());

    @Test
    void anOrderIsReservedAndCharged() {
        reserved()
                .when(PAYMENT_CHARGED, new PaymentCharged("7"))
                .thenSendsNothing()
                .thenIs(SagaStatus.COMPLETED);
    }

    @Test
    void whatIsNotPaidIsReleased() {
        SagaScenario.of("7", OrderPayment.SAGA)
                .given(ORDER_PLACED, new OrderPlaced("7", 1250))
                .when(STOCK_RESERVED, new StockReserved("7", "A-3"))
                .thenSends(CHARGE_PAYMENT, new ChargePayment("7", 1250))
                .whenAgain()
                .whenPassed(Duration.ofMinutes(14))
                .thenSendsNothing()
                .whenPassed(Duration.ofMinutes(1))
                .thenSends(REFUND_PAYMENT, new RefundPayment("7"))
                .when(PAYMENT_CHARGED, new PaymentCharged("7"))
                .thenIsLate()
                .when(PAYMENT_REFUNDED, new PaymentRefunded("7"))
                .thenSends(RELEASE_STOCK, new ReleaseStock("7", "A-3"))
                .when(STOCK_RELEASED, new StockReleased("7"))
                .thenIs(SagaStatus.COMPENSATED);
    }

    @Test
    void whatIsPaidBeforeItIsAskedForIsNotChargedAgain() {
        SagaScenario.of("7", OrderPayment.SAGA)
                .given(ORDER_PLACED, new OrderPlaced("7", 1250))
                .given(PAYMENT_CHARGED, new PaymentCharged("7"))
                .when(STOCK_RESERVED, new StockReserved("7", "A-3"))
                .thenSendsNothing()
                .thenIs(SagaStatus.COMPLETED);
    }

    @Test
    void anOperatorTriesAgainOrGivesUp() {
        reserved()
                .when(SagaCommand.RETRY, new RetrySaga("order-payment", "7"))
                .thenSends(CHARGE_PAYMENT, new ChargePayment("7", 1250))
                .whenAgain()
                .when(SagaCommand.COMPENSATE, new CompensateSaga("order-payment", "7", "The customer called"))
                .thenSends(REFUND_PAYMENT, new RefundPayment("7"))
                .thenIs(SagaStatus.COMPENSATING);
    }

    @Test
    void whatIsForNoInstanceIsRefused() {
        SagaScenario.of("7", OrderPayment.SAGA)
                .when(PAYMENT_DECLINED, new PaymentDeclined("7"))
                .thenIsRefused("Saga order-payment has no instance 7, which PaymentDeclined e-1 is for");
    }

    @Test
    void aFunctionTellsTheHandlerAndReadsAnInstance() {
        Event<OrderPlaced> placed =
                Event.of(Envelope.of("e-1", "shop", "OrderPlaced", Instant.EPOCH), new OrderPlaced("7", 1250));

        SagaHandler sagas = SagaHandler.of(store, OrderPayment.SAGA);
        String became = switch (sagas.handle(placed)) {
            case SagaAdvanced(String stream, SagaStatus status) -> stream + " is " + status;
            case SagaDuplicate(String stream) -> stream + " knows it";
            case SagaLate(String stream, String detail) -> detail;
            case SagaNotDue(String stream, Instant until) -> "not before " + until;
        };

        assertThat(became).isEqualTo("order-payment-7 is RUNNING");
        assertThat(SagaInstance.find(store, "order-payment", "7"))
                .extracting(SagaInstance::step, instance -> instance.state().get("cents"))
                .containsExactly("reserve-stock", 1250);
        assertThat(SagaInstance.find(store, "order-payment", "8")).isNull();
    }

    @Test
    void aConsumerKeepsATimeoutUntilItIsDue() {
        FakeClock clock = new FakeClock(Instant.parse("2026-11-21T08:00:00Z"));
        EnvelopeJson json = new EnvelopeJson(Limits.defaults());
        Consumer consumer = SagaConsumer.of(
                "payments", SagaHandler.of(store, OrderPayment.SAGA).withClock(clock));
        String placed = json.write(Envelope.of("e-1", "shop", "OrderPlaced", clock.instant())
                .withData(1, "{\"orderId\":\"7\",\"cents\":1250}"));
        String charged = json.write(
                Envelope.of("e-2", "bank", "PaymentCharged", clock.instant()).withData(1, "{\"orderId\":\"8\"}"));
        Scenario scenario = Scenario.of(consumer)
                .when(placed)
                .thenApplied()
                .when(placed)
                .then(new Decision.Duplicate(null))
                .when(charged)
                .thenPoison(Reason.REJECTED);

        Envelope timeout =
                store.read("order-payment-7", ReadOptions.forward()).events().getLast();
        scenario.when(json.write(timeout))
                .then(new Decision.InProgress(clock.instant().plus(Duration.ofHours(1))))
                .whenTimePasses(Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));
        Scenario unused = scenario.when(json.write(timeout)).thenApplied();

        assertThat(SagaInstance.find(store, "order-payment", "7"))
                .extracting(SagaInstance::status)
                .isEqualTo(SagaStatus.COMPENSATING);
    }

    @Test
    void aScenarioFailsWhereAnotherCommandOrStatusIsExpected() {
        assertThatThrownBy(() -> reserved().thenSends(CHARGE_PAYMENT, new ChargePayment("7", 1)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> reserved().thenSends(RESERVE_STOCK, new ReserveStock("7")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> reserved().thenSendsNothing()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> reserved().thenIs(SagaStatus.COMPLETED)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> reserved().thenIsLate()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> reserved().thenIsRefused("")).isInstanceOf(AssertionError.class);
    }

    private static SagaScenario reserved() {
        return SagaScenario.of("7", OrderPayment.SAGA)
                .given(ORDER_PLACED, new OrderPlaced("7", 1250))
                .thenSends(RESERVE_STOCK, new ReserveStock("7"))
                .when(STOCK_RESERVED, new StockReserved("7", "A-3"))
                .thenSends(CHARGE_PAYMENT, new ChargePayment("7", 1250));
    }
}
