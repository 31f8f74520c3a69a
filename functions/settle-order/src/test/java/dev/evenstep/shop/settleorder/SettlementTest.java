package dev.evenstep.shop.settleorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    private final Scenario settlement = Scenario.of(Settlement.CONSUMER);

    @Test
    void aPaidOrderIsConfirmed() {
        settlement
                .given(order("order-2001"), Item.of("status", "PLACED"))
                .when(Samples.read("shop/PaymentCharged/v1-charged"))
                .thenApplied()
                .thenStored(order("order-2001"), Item.of("status", "CONFIRMED").with("chargeId", "charge-1"))
                .thenPublished("OrderConfirmed")
                .when(Samples.read("shop/PaymentCharged/v1-charged"))
                .then(new Decision.Duplicate(null));

        assertThat(settlement.lastPublished()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "shop/StockRejected/v1-rejected, order-2004, OUT_OF_STOCK",
        "shop/StockReleased/v1-released, order-2005, CARD_DECLINED"
    })
    void anOrderWithoutStockOrPaymentIsCancelled(String sample, String orderId, String reason) {
        settlement
                .given(order(orderId), Item.of("status", "PLACED"))
                .when(Samples.read(sample))
                .thenApplied()
                .thenStored(order(orderId), Item.of("status", "CANCELLED").with("reason", reason))
                .thenPublished("OrderCancelled");
    }

    @Test
    void anOrderThatIsFinalStaysAsItIs() {
        settlement
                .given(order("order-2001"), Item.of("status", "CANCELLED"))
                .when(Samples.read("shop/PaymentCharged/v1-charged"))
                .thenTransient()
                .thenStored(order("order-2001"), Item.of("status", "CANCELLED"))
                .thenPublished();
    }

    @Test
    void anOrderThatIsNotThereIsWaitedFor() {
        settlement
                .when(Samples.read("shop/PaymentCharged/v1-charged"))
                .thenTransient()
                .thenNothingStored(order("order-2001"));
    }

    private static ItemKey order(String id) {
        return ItemKey.of("orders", "orderId", id);
    }
}
