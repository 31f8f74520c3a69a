package dev.evenstep.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever happens before what it follows is found, and nothing else. */
class OrderInvariantsTest {

    private final SoundShop shop = new SoundShop();

    @Test
    void allHoldWhereEverythingCameInItsOrder() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void anOrderThatWentAWayThatThereIsNotIsFound() {
        var saga = new ArrayList<>(shop.sagaOf("a"));
        saga.set(1, SoundShop.saga("a", "ChargePayment", "a-OrderPlaced", 4));
        shop.sagas.put("a", saga);

        assertThat(broken()).contains("each order went a way that there is, each step caused by the last");
    }

    @Test
    void aStepThatNoOtherCausedIsFound() {
        shop.answers.put(
                "a",
                List.of(
                        shop.answersFor("a").getLast(),
                        SoundShop.answer("a", "PaymentCharged", "somebody-elses-ChargePayment", 5)));

        assertThat(broken()).containsExactly("each order went a way that there is, each step caused by the last");
    }

    @Test
    void anOrderConfirmedBeforeItWasChargedIsFound() {
        shop.answers.put(
                "a",
                List.of(shop.answersFor("a").getLast(), SoundShop.answer("a", "PaymentCharged", "a-ChargePayment", 8)));

        assertThat(broken()).containsExactly("of each order, nothing happened before what caused it");
    }

    @Test
    void aViewThatTookAStepBeforeTheOneBeforeItIsFound() {
        shop.tracked.put("a", SoundShop.tracked("CONFIRMED", "PLACED"));

        assertThat(broken()).containsExactly("track-order applied each order's events in the order of their versions");
    }

    @Test
    void anOrderPlacedBeforeOneThatItsCustomerCommandedBeforeIsFound() {
        shop.sendings.addFirst(SoundShop.command("cmd-b", "ann", "cmd-b-again"));

        assertThat(broken()).containsExactly("each customer's orders were placed in the order of their commands");
    }

    @Test
    void anOrderThatIsOnItsWayBreaksNothing() {
        shop.streams.put("a", List.of(shop.streamOf("a").getFirst()));
        shop.sagas.put("a", shop.sagaOf("a").subList(0, 1));
        shop.answers.remove("a");
        shop.tracked.put("a", SoundShop.tracked("PLACED"));

        assertThat(broken()).isEmpty();
    }

    private List<String> broken() {
        return SoundShop.broken(new OrderInvariants(shop.load(), shop.facts()).check());
    }
}
