package dev.evenstep.shop.reservestock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class StockTest {

    private final Scenario stock = Scenario.of(Stock.CONSUMER)
            .given(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0))
            .given(Stock.article("cup-blue"), Item.of("available", 1).with("reserved", 0));

    @Test
    void everyArticleOfAnOrderIsTaken() {
        stock.when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 8).with("reserved", 2))
                .thenStored(Stock.article("cup-blue"), Item.of("available", 0).with("reserved", 1))
                .thenStored(Stock.reservation("order-2001"), Item.of("status", "RESERVED"))
                .thenPublished("StockReserved");

        assertThat(stock.lastPublished().getFirst().entityVersion()).isEqualTo(2);
        assertThat(stock.lastPublished().getFirst().dataJson())
                .isEqualTo(
                        "{\"orderId\":\"order-2001\",\"customerId\":\"customer-7\",\"totalCents\":2150,\"currency\":\"EUR\"}");
    }

    @Test
    void theSameEventAgainTakesNothing() {
        stock.when(Samples.read("shop/OrderPlaced/v2-placed"))
                .when(Samples.read("shop/OrderPlaced/v2-duplicate"))
                .then(new Decision.Duplicate(null))
                .thenStored(Stock.article("tea-green"), Item.of("available", 8).with("reserved", 2))
                .thenPublished();
    }

    @Test
    void anOrderOfTheFirstSchemaVersionIsUnderstood() {
        stock.when(Samples.read("shop/OrderPlaced/v1-old-version"))
                .thenApplied()
                .thenPublished("StockReserved");

        assertThat(stock.lastPublished().getFirst().data().get("totalCents")).isEqualTo(2150L);
    }

    @Test
    void whenOneArticleIsShortNothingIsTaken() {
        stock.given(Stock.article("cup-blue"), Item.of("available", 0).with("reserved", 1))
                .when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0))
                .thenNothingStored(Stock.reservation("order-2001"))
                .thenPublished("StockRejected");
    }

    @Test
    void anArticleThatIsNotKnownIsShortToo() {
        Scenario.of(Stock.CONSUMER)
                .when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied()
                .thenPublished("StockRejected");
    }

    @Test
    void oneArticleInSeveralLinesIsTakenInOneWrite() {
        String twice = Samples.read("shop/OrderPlaced/v2-placed").replace("cup-blue", "tea-green");

        stock.when(twice)
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 7).with("reserved", 3));
    }

    @Test
    void aDeclinedPaymentGivesEverythingBack() {
        stock.when(Samples.read("shop/OrderPlaced/v2-placed").replace("order-2001", "order-2005"))
                .when(Samples.read("shop/PaymentDeclined/v2-declined"))
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0))
                .thenStored(Stock.article("cup-blue"), Item.of("available", 1).with("reserved", 0))
                .thenStored(Stock.reservation("order-2005"), Item.of("status", "RELEASED"))
                .thenPublished("StockReleased");

        assertThat(stock.lastPublished().getFirst().entityVersion()).isEqualTo(4);
    }

    @Test
    void twoDeclinesGiveBackOnce() {
        String second = Samples.read("shop/PaymentDeclined/v2-declined").replace("order-2005-3", "another-event");

        stock.when(Samples.read("shop/OrderPlaced/v2-placed").replace("order-2001", "order-2005"))
                .when(Samples.read("shop/PaymentDeclined/v2-declined"))
                .thenApplied()
                .when(second)
                .thenApplied()
                .thenPublished()
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0));
    }

    @Test
    void aDeclineForAnOrderThatTookNothingGivesNothingBack() {
        stock.when(Samples.read("shop/PaymentDeclined/v1-old-version"))
                .thenApplied()
                .thenPublished();
    }

    @Test
    void anUnknownVersionIsPoison() {
        stock.when(Samples.read("shop/OrderPlaced/v99-unknown-version")).thenPoison(Reason.UNKNOWN_VERSION);
    }

    @Test
    void aTotalOfTheFirstVersionThatIsNoNumberIsNotTakenForZero() {
        String old = Samples.read("shop/OrderPlaced/v1-old-version");

        stock.when(old.replace("21.5", "\"21.5\"")).thenPoison(Reason.UNREADABLE_DATA);
    }
}
