package dev.evenstep.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.demo.gateway.GatewayClient.CancelledCharge;
import dev.evenstep.demo.gateway.GatewayClient.Charge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every invariant holds of a sound shop, and each is broken by the fault that it is there to find. */
class InvariantsTest {

    private static final String WHEN_CONFIRMED = "each order is charged, its whole total, exactly when it is confirmed";

    private final SoundShop shop = new SoundShop();

    @Test
    void allHoldOfASoundShop() {
        assertThat(shop.broken()).isEmpty();
    }

    @Test
    void anOrderThatIsNotThereIsLost() {
        shop.streams.remove("a");

        assertThat(shop.broken()).contains("every order is in a final state");
    }

    @Test
    void anOrderThatIsNotFinalIsFound() {
        shop.streams.put("a", List.of(SoundShop.placed("a", 1, 1_000)));

        assertThat(shop.broken())
                .contains(
                        "every order is in a final state",
                        "each order's fulfilment ended, once, and the order with it");
    }

    @Test
    void stockTakenTwiceIsFound() {
        shop.stock.put("tea", new Facts.Stock(6, 4));

        assertThat(shop.broken()).containsExactly("stock is conserved");
    }

    @Test
    void aSecondChargeIsFound() {
        shop.charges.add(new Charge("a", "ch-2", 1_000));

        assertThat(shop.broken()).containsExactly("each order is charged at most once", WHEN_CONFIRMED);
    }

    @Test
    void aChargeForACancelledOrderIsFoundUnlessItWasGivenBack() {
        shop.charges.add(new Charge("b", "ch-2", 1_000));
        assertThat(shop.broken()).containsExactly(WHEN_CONFIRMED);

        shop.cancellations.add(new CancelledCharge("b", 1_000));
        assertThat(shop.broken()).isEmpty();
    }

    @Test
    void aConfirmedOrderWhoseChargeWasGivenBackIsFound() {
        shop.cancellations.add(new CancelledCharge("a", 1_000));

        assertThat(shop.broken()).containsExactly(WHEN_CONFIRMED);
    }

    @Test
    void aVersionThatIsMissingIsFound() {
        shop.streams.put("a", List.of(shop.streamOf("a").getLast()));

        assertThat(shop.broken()).contains("no version of an order is missing");
    }

    @Test
    void aVersionMadeTwiceIsFound() {
        shop.streams.computeIfPresent(
                "a", (id, events) -> List.of(events.getFirst(), events.getLast(), events.getLast()));

        assertThat(shop.broken()).contains("no version of an order is made or shown twice");
    }

    @Test
    void aFulfilmentThatDidNotEndOrEndedOtherwiseIsFound() {
        String name = "each order's fulfilment ended, once, and the order with it";
        var ended = new ArrayList<>(shop.sagaOf("a"));
        var end = ended.removeLast();

        shop.sagas.put("a", ended);
        assertThat(shop.broken()).contains(name);
        ended.addAll(List.of(end, end));
        assertThat(shop.broken()).contains(name);
        shop.sagas.put("a", List.of(SoundShop.compensated("a", "a-PaymentCharged", "ANY", 6)));
        assertThat(shop.broken()).contains(name);
    }

    @Test
    void aCancellationForAnotherReasonThanTheFulfilmentsIsFound() {
        shop.streams.put("b", List.of(SoundShop.placed("b", 2, 1_000), SoundShop.cancelled("b", "BORED", 6)));
        shop.shown.put("b", SoundShop.shown("CANCELLED", 1_000, 2, 6, "BORED"));

        assertThat(shop.broken()).containsExactly("each order's fulfilment ended, once, and the order with it");
    }

    @Test
    void aFulfilmentOfAnOrderThatIsImportedIsFound() {
        shop.sagas.put("old", List.of(shop.sagaOf("a").getLast()));
        shop.overviews.put("old", "COMPLETED");

        assertThat(shop.broken()).containsExactly("each order's fulfilment ended, once, and the order with it");
    }

    @Test
    void aCommandThatIsAnsweredTwiceIsFound() {
        shop.answers.put(
                "b",
                List.of(shop.answersFor("b").getFirst(), shop.answersFor("b").getFirst()));

        assertThat(shop.broken()).contains("each command of a fulfilment is answered once");
    }

    @Test
    void aStepShownTwiceIsFound() {
        shop.tracked.put("a", new Facts.Tracked("CONFIRMED", 2, List.of("PLACED", "PLACED", "CONFIRMED")));

        assertThat(shop.broken())
                .containsExactly(
                        "no version of an order is made or shown twice",
                        "track-order applied each order's events in the order of their versions");
    }

    @Test
    void aFollowerThatIsBehindIsFound() {
        shop.tracked.put("a", SoundShop.tracked("PLACED"));

        assertThat(shop.broken()).contains("no version of an order is missing", "track-order has each order as it is");
    }

    @Test
    void aViewThatIsMissingBehindOrOtherwiseIsFound() {
        String name = "each order's status is what its stream makes of it";

        shop.shown.put("b", SoundShop.shown("CANCELLED", 1_000, 2, 6, "BORED"));
        assertThat(shop.broken()).containsExactly(name);
        shop.shown.put("b", SoundShop.shown("PLACED", 1_000, 2, 2, null));
        assertThat(shop.broken()).containsExactly(name);
        shop.shown.remove("b");
        assertThat(shop.broken()).containsExactly(name);
    }

    @Test
    void anOverviewThatIsBehindIsFound() {
        shop.overviews.put("a", "RUNNING");

        assertThat(shop.broken()).containsExactly("the overview of fulfilments is what their streams make of it");
    }

    @Test
    void aHistoryOutOfOrderIsFound() {
        shop.tracked.put("old", SoundShop.tracked("RESERVED", "PLACED", "CHARGED", "CONFIRMED"));

        assertThat(shop.broken()).containsExactly("histories of the old shop are whole and in order");
    }

    @Test
    void anEventThatWasNotAuditedIsFoundWhereverItLies() {
        for (String event : List.of("shop#a-OrderPlaced", "fulfilment#a-ChargePayment", "stock#b-StockRejected")) {
            var line = shop.audited.remove(event);
            assertThat(shop.broken()).as(event).containsExactly("every event has its audit line");
            shop.audited.put(event, line);
        }
    }

    @Test
    void aDeadLetterTooFewTooManyOrForAnotherReasonIsFound() {
        String name = "what can never succeed, and nothing else, is dead-lettered with its reason";

        shop.dead.add(new Facts.Dead("track-order", "gap"));
        assertThat(shop.broken()).containsExactly(name);
        shop.dead.clear();
        assertThat(shop.broken()).containsExactly(name);
        shop.dead.add(new Facts.Dead("place-order", "max-receives"));
        assertThat(shop.broken()).containsExactly(name);
    }

    @Test
    void anEventThatStillWaitsOrALineThatIsStoppedUnplannedIsFound() {
        String name = "nothing is parked but dead letters that stop their lines";

        shop.parked.add(new Facts.Parked("track-order", "o-1", true));
        assertThat(shop.broken()).containsExactly(name);
        shop.parked.set(1, new Facts.Parked("track-order", "o-1", false));
        assertThat(shop.broken()).containsExactly(name);
    }

    @Test
    void aMessageLeftOverIsFound() {
        shop.backlog = 1;

        assertThat(shop.broken()).containsExactly("the queues are empty");
    }
}
