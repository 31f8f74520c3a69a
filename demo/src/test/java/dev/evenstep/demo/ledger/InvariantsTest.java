package dev.evenstep.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.demo.gateway.GatewayClient.Charge;
import dev.evenstep.demo.load.ExpectedDeadLetter;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EventEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every invariant holds of a sound shop, and each is broken by the fault that it is there to find. */
class InvariantsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final PlannedOrder order =
            new PlannedOrder("o-1", "c-1", "cmd-1", false, false, List.of(new PlannedOrder.Line("tea", 2, 500)));
    private final PlannedOrder imported = new PlannedOrder("o-2", "c-1", "cmd-2", true, true, List.of());
    private final Load load = new Load(
            List.of(order, imported),
            Map.of("tea", 10),
            List.of(),
            Set.of(),
            List.of(new ExpectedDeadLetter("place-order", "malformed")),
            Set.of("o-9"));

    private final Map<String, Facts.Order> orders =
            new HashMap<>(Map.of("o-1", new Facts.Order("CONFIRMED", 1_000, Map.of("tea", 2))));
    private final Map<String, Facts.View> views = new HashMap<>(Map.of(
            "o-1",
            new Facts.View("CONFIRMED", 4, List.of("PLACED", "RESERVED", "CHARGED", "CONFIRMED")),
            "o-2",
            new Facts.View("CONFIRMED", 4, List.of("PLACED", "RESERVED", "CHARGED", "CONFIRMED"))));
    private final Map<String, Facts.Stock> stock = new HashMap<>(Map.of("tea", new Facts.Stock(8, 2)));
    private final Map<String, List<Envelope>> events =
            new HashMap<>(Map.of("o-1", List.of(event(1), event(2), event(3), event(4))));
    private final Map<String, Instant> audited =
            new HashMap<>(Map.of("shop#e-1", NOW, "shop#e-2", NOW, "shop#e-3", NOW, "shop#e-4", NOW));
    private final List<Charge> charges = new ArrayList<>(List.of(new Charge("o-1", "ch-1", 1_000)));
    private final List<Facts.Dead> dead = new ArrayList<>(List.of(new Facts.Dead("place-order", "malformed")));
    private final List<Facts.Parked> parked = new ArrayList<>(List.of(new Facts.Parked("track-order", "o-9", false)));
    private int backlog;

    @Test
    void allHoldOfASoundShop() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void anOrderThatIsNotThereIsLost() {
        orders.clear();

        assertThat(broken()).contains("every order is in a final state");
    }

    @Test
    void anOrderThatIsNotFinalIsFound() {
        orders.put("o-1", new Facts.Order("PLACED", 1_000, Map.of("tea", 2)));

        assertThat(broken()).contains("every order is in a final state");
    }

    @Test
    void stockTakenTwiceIsFound() {
        stock.put("tea", new Facts.Stock(6, 4));

        assertThat(broken()).containsExactly("stock is conserved");
    }

    @Test
    void aSecondChargeIsFound() {
        charges.add(new Charge("o-1", "ch-2", 1_000));

        assertThat(broken())
                .containsExactly(
                        "each order is charged at most once",
                        "each order is charged, its whole total, exactly when it is confirmed");
    }

    @Test
    void aChargeForACancelledOrderIsFound() {
        orders.put("o-1", new Facts.Order("CANCELLED", 1_000, Map.of("tea", 2)));

        assertThat(broken()).contains("each order is charged, its whole total, exactly when it is confirmed");
    }

    @Test
    void aVersionThatIsMissingIsFound() {
        events.put("o-1", List.of(event(2)));

        assertThat(broken()).contains("no version of an order is missing");
    }

    @Test
    void aVersionMadeTwiceIsFound() {
        events.put("o-1", List.of(event(1), event(2), event(2), event(3), event(4)));

        assertThat(broken()).contains("no version of an order is made or shown twice");
    }

    @Test
    void aStepShownTwiceIsFound() {
        views.put(
                "o-1", new Facts.View("CONFIRMED", 4, List.of("PLACED", "PLACED", "RESERVED", "CHARGED", "CONFIRMED")));

        assertThat(broken())
                .containsExactly(
                        "no version of an order is made or shown twice",
                        "track-order applied each order's events in the order of their versions");
    }

    @Test
    void aViewThatIsBehindIsFound() {
        views.put("o-1", new Facts.View("PLACED", 1, List.of("PLACED")));

        assertThat(broken()).contains("no version of an order is missing", "the status view equals the order");
    }

    @Test
    void anImportOutOfOrderIsFound() {
        views.put("o-2", new Facts.View("CONFIRMED", 4, List.of("RESERVED", "PLACED", "CHARGED", "CONFIRMED")));

        assertThat(broken()).containsExactly("imported histories are whole and in order");
    }

    @Test
    void anEventThatWasNotAuditedIsFound() {
        audited.remove("shop#e-2");

        assertThat(broken()).containsExactly("every event has its audit line");
    }

    @Test
    void aDeadLetterTooFewTooManyOrForAnotherReasonIsFound() {
        String name = "what can never succeed, and nothing else, is dead-lettered with its reason";

        dead.add(new Facts.Dead("track-order", "gap"));
        assertThat(broken()).containsExactly(name);
        dead.clear();
        assertThat(broken()).containsExactly(name);
        dead.add(new Facts.Dead("place-order", "max-receives"));
        assertThat(broken()).containsExactly(name);
    }

    @Test
    void anEventThatStillWaitsIsFound() {
        parked.add(new Facts.Parked("track-order", "o-1", true));

        assertThat(broken()).containsExactly("nothing is parked but dead letters that stop their lines");
    }

    @Test
    void aLineStoppedByAnotherThanThePlannedDeadLetterIsFound() {
        parked.add(new Facts.Parked("track-order", "o-1", false));

        assertThat(broken()).containsExactly("nothing is parked but dead letters that stop their lines");
    }

    @Test
    void aMessageLeftOverIsFound() {
        backlog = 1;

        assertThat(broken()).containsExactly("the queues are empty");
    }

    private List<String> broken() {
        Facts facts = new Facts(orders, views, stock, events, audited, charges, dead, parked, backlog);
        return new Invariants(load, facts)
                .check().stream()
                        .filter(invariant -> !invariant.holds())
                        .map(Invariant::name)
                        .toList();
    }

    private static Envelope event(int version) {
        List<String> types = List.of("OrderPlaced", "StockReserved", "PaymentCharged", "OrderConfirmed");
        return new EventEnvelope(
                "e-" + version,
                "shop",
                types.get(version - 1),
                1,
                NOW,
                "o-1",
                version,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
