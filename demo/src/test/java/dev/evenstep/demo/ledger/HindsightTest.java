package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.SoundShop.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.demo.ledger.Sightings.Sighting;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of orders while and after they are under way, and what speaks against it. */
class HindsightTest {

    private static final OrderShown PLACED = SoundShop.shown("PLACED", 1_000, 1, 1, null);
    private static final OrderShown CONFIRMED = SoundShop.shown("CONFIRMED", 1_000, 1, 7, null);

    private final SoundShop shop = new SoundShop();
    private final Hindsight hindsight = new Hindsight(shop.facts(), List.of("a", "b", "c"));

    @Test
    void aHundredPairsAreKnownFromWhatTheBusToldTheSameForEachSeed() {
        List<PastOrder> some = hindsight.some(at(0), at(10), 7);

        assertThat(some).hasSize(100).isEqualTo(hindsight.some(at(0), at(10), 7));
        assertThat(some).extracting(PastOrder::types).contains(List.of(), List.of("OrderPlaced"));
        assertThat(some)
                .contains(
                        new PastOrder("a", at(7), List.of("OrderPlaced", "OrderConfirmed")),
                        new PastOrder("a", at(7).minusMillis(1), List.of("OrderPlaced")));
    }

    @Test
    void aStreamThatHadAnotherPastIsFound() {
        EventStore empty = EventStore.inMemory(EventStoreOptions.defaults());

        assertThat(Hindsight.check(List.of(new PastOrder("a", at(0), List.of())), empty)
                        .holds())
                .isTrue();
        assertThat(Hindsight.check(List.of(new PastOrder("a", at(1), List.of("OrderPlaced"))), empty)
                        .holds())
                .isFalse();
    }

    @Test
    void whatWasShownBeforeItHappenedIsFound() {
        assertThat(hindsight.check(List.of(new Sighting("a", at(7), CONFIRMED))).holds())
                .isTrue();
        assertThat(hindsight.check(List.of(new Sighting("a", at(5), CONFIRMED))).holds())
                .isFalse();
    }

    @Test
    void anOrderThatIsShownOlderOrNoMoreIsFound() {
        String name = "no order was shown older than it was shown before";

        assertThat(seen(PLACED, PLACED, CONFIRMED, CONFIRMED)).isEmpty();
        assertThat(seen(CONFIRMED, PLACED)).containsExactly(name);
        assertThat(seen(PLACED, null)).containsExactly(name);
    }

    @Test
    void aReadThatFailsIsFound() {
        Sightings sightings = new Sightings(
                List.of("a"),
                order -> {
                    throw new IllegalStateException("The status of a is answered 502");
                },
                7);
        sightings.look(1);

        assertThat(SoundShop.broken(sightings.check())).containsExactly("orders could be read all the while");
    }

    private static List<String> seen(@Nullable OrderShown... shown) {
        Deque<List<OrderShown>> answers = new ArrayDeque<>();
        Arrays.stream(shown).forEach(answer -> answers.add(answer == null ? List.of() : List.of(answer)));
        Sightings sightings = new Sightings(
                List.of("a"), order -> answers.remove().stream().findFirst().orElse(null), 7);
        sightings.look(shown.length);
        return SoundShop.broken(sightings.check());
    }

    @Test
    void whatTheShopShowsOtherwiseThanItIsIsFound() {
        Map<String, FoldedOrder> folded = shop.facts().orders();
        Map<String, List<String>> customers = Map.of("ann", List.of("a", "b", "c"));

        assertThat(SoundShop.broken(new AskedOrders(shop.shown, customers).check(folded)))
                .isEmpty();
        assertThat(SoundShop.broken(new AskedOrders(shop.shown, Map.of("ann", List.of("b", "a", "c"))).check(folded)))
                .containsExactly("each customer's list has his orders, as they were placed, and no other");
        assertThat(SoundShop.broken(new AskedOrders(shop.shown, Map.of("ann", List.of("a", "b"))).check(folded)))
                .containsExactly("each customer's list has his orders, as they were placed, and no other");
        shop.shown.put("a", PLACED);
        assertThat(SoundShop.broken(new AskedOrders(shop.shown, customers).check(folded)))
                .containsExactly("who asks for an order is shown what its stream makes of it");
    }
}
