package dev.evenstep.shop.reservestock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StockTest {

    private static final String RESERVE = Samples.read("fulfilment/ReserveStock/v1-reserve");
    private static final String RESERVE_AGAIN = RESERVE.replace("fulfil-order-order-2001-3", "by-hand");
    private static final String RELEASE =
            Samples.read("fulfilment/ReleaseStock/v1-release").replace("order-2005", "order-2001");

    private final Scenario stock = Scenario.of(Stock.CONSUMER)
            .given(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0))
            .given(Stock.article("cup-blue"), Item.of("available", 1).with("reserved", 0));

    @Test
    void everyArticleOfAnOrderIsTaken() {
        stock.when(RESERVE)
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 8).with("reserved", 2))
                .thenStored(Stock.article("cup-blue"), Item.of("available", 0).with("reserved", 1))
                .thenStored(Stock.reservation("order-2001"), Item.of("status", "RESERVED"))
                .thenPublished("StockReserved");

        assertThat(stock.lastPublished().getFirst().dataJson()).isEqualTo("{\"orderId\":\"order-2001\"}");
        assertThat(stock.lastPublished().getFirst().entityVersion()).isNull();
    }

    @Test
    void theSameCommandAgainTakesNothing() {
        stock.when(RESERVE).when(RESERVE).then(new Decision.Duplicate(null)).thenPublished();
    }

    @Test
    void anOrderThatHoldsItsArticlesIsToldSoAndTakesNoMore() {
        stock.when(RESERVE)
                .when(RESERVE_AGAIN)
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 8).with("reserved", 2))
                .thenPublished("StockReserved");
    }

    @Test
    void whenOneArticleIsShortNothingIsTaken() {
        stock.given(Stock.article("cup-blue"), Item.of("available", 0).with("reserved", 1))
                .when(RESERVE)
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0))
                .thenNothingStored(Stock.reservation("order-2001"))
                .thenPublished("StockRejected");
    }

    @Test
    void anArticleThatIsNotKnownIsShortToo() {
        Scenario.of(Stock.CONSUMER).when(RESERVE).thenApplied().thenPublished("StockRejected");
    }

    @Test
    void oneArticleInSeveralLinesIsTakenInOneWrite() {
        stock.when(RESERVE.replace("cup-blue", "tea-green"))
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 7).with("reserved", 3));
    }

    /** As many as an order can have. */
    @Test
    void ninetySixArticlesAreTakenAndGivenBackAtOnce() {
        List<String> articles =
                IntStream.range(0, 96).mapToObj(number -> "article-" + number).toList();
        String lines = articles.stream()
                .map("{\"sku\": \"%s\", \"quantity\": 1}"::formatted)
                .collect(Collectors.joining(",", "\"lines\": [", "]"));
        Scenario many = Scenario.of(Stock.CONSUMER);
        for (String article : articles) {
            many = many.given(Stock.article(article), Item.of("available", 1).with("reserved", 0));
        }

        many.when(RESERVE.replaceFirst("(?s)\"lines\": \\[.*]", lines))
                .thenPublished("StockReserved")
                .thenStored(Stock.article("article-95"), Item.of("available", 0).with("reserved", 1))
                .when(RELEASE)
                .thenPublished("StockReleased")
                .thenStored(Stock.article("article-95"), Item.of("available", 1).with("reserved", 0));
    }

    @Test
    void aReleaseGivesEverythingBack() {
        stock.when(RESERVE)
                .when(RELEASE)
                .thenApplied()
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0))
                .thenStored(Stock.article("cup-blue"), Item.of("available", 1).with("reserved", 0))
                .thenStored(Stock.reservation("order-2001"), Item.of("status", "RELEASED"))
                .thenPublished("StockReleased");
    }

    @Test
    void twoReleasesGiveBackOnceAndAreBothAnswered() {
        stock.when(RESERVE)
                .when(RELEASE)
                .when(RELEASE.replace("fulfil-order-order-2001-9", "by-hand"))
                .thenApplied()
                .thenPublished("StockReleased")
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0));
    }

    @Test
    void aReleaseThatCameFirstKeepsTheOrderFromTakingAnything() {
        stock.when(RELEASE)
                .thenApplied()
                .thenPublished("StockReleased")
                .when(RESERVE)
                .thenApplied()
                .thenPublished("StockRejected")
                .thenStored(Stock.article("tea-green"), Item.of("available", 10).with("reserved", 0));
    }
}
