package dev.evenstep.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever happens before what it follows is found, and nothing else. */
class OrderInvariantsTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final List<Sending> sendings = new ArrayList<>(List.of(
            command("cmd-a", "ann", "cmd-a"),
            command("cmd-b", "ann", "cmd-b"),
            command("cmd-a", "ann", "cmd-a-again"),
            new Sending.Command("{", "run-defect-0", "run-defect-0")));
    private final Map<String, List<Envelope>> events = new HashMap<>(Map.of(
            "a",
            List.of(
                    event("OrderPlaced", 1, 10),
                    event("StockReserved", 2, 20),
                    event("PaymentDeclined", 3, 30),
                    event("StockReleased", 4, 40),
                    event("OrderCancelled", 5, 50)),
            "b",
            List.of(event("OrderPlaced", 1, 15), event("StockRejected", 2, 25), event("OrderCancelled", 3, 35))));
    private final Map<String, Facts.View> views = new HashMap<>(Map.of(
            "a", view("PLACED", "RESERVED", "DECLINED", "RELEASED", "CANCELLED"),
            "b", view("PLACED", "REJECTED", "CANCELLED")));

    @Test
    void allHoldWhereEverythingCameInItsOrder() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void anOrderThatWentAWayThatThereIsNotIsFound() {
        events.put("b", List.of(event("OrderPlaced", 1, 15), event("OrderConfirmed", 2, 25)));
        views.put("b", view("PLACED", "CONFIRMED"));

        assertThat(broken()).containsExactly("each order's events follow one another as they can");
    }

    @Test
    void aViewThatTookAStepBeforeTheOneBeforeItIsFound() {
        views.put("a", view("PLACED", "DECLINED", "RESERVED", "RELEASED", "CANCELLED"));

        assertThat(broken()).containsExactly("track-order applied each order's events in the order of their versions");
    }

    @Test
    void aFunctionThatMadeALaterVersionFirstIsFound() {
        events.put(
                "a",
                List.of(
                        event("OrderPlaced", 1, 10),
                        event("StockReserved", 2, 45),
                        event("PaymentDeclined", 3, 30),
                        event("StockReleased", 4, 40),
                        event("OrderCancelled", 5, 50)));

        assertThat(broken())
                .containsExactly("what each function published about an order came in the order of its versions");
    }

    @Test
    void anOrderPlacedBeforeOneThatItsCustomerCommandedBeforeIsFound() {
        sendings.addFirst(command("cmd-b", "ann", "cmd-b-again"));

        assertThat(broken()).containsExactly("each customer's orders were placed in the order of their commands");
    }

    @Test
    void ordersOfDifferentCustomersHaveNoOrder() {
        sendings.set(1, command("cmd-b", "ben", "cmd-b"));
        events.put("b", List.of(event("OrderPlaced", 1, 5), event("StockRejected", 2, 25)));
        views.remove("b");

        assertThat(broken()).isEmpty();
    }

    private List<String> broken() {
        Load load = new Load(
                List.of(order("a", "ann"), order("b", "ann"), order("c", "ben")),
                Map.of(),
                sendings,
                Set.of(),
                List.of(),
                Set.of());
        Facts facts = new Facts(Map.of(), views, Map.of(), events, Map.of(), List.of(), List.of(), List.of(), 0);
        return new OrderInvariants(load, facts)
                .check().stream()
                        .filter(invariant -> !invariant.holds())
                        .map(Invariant::name)
                        .toList();
    }

    private static PlannedOrder order(String id, String customer) {
        return new PlannedOrder(id, customer, "cmd-" + id, false, false, List.of());
    }

    private static Facts.View view(String... history) {
        return new Facts.View(history[history.length - 1], history.length, List.of(history));
    }

    private static Sending.Command command(String id, String group, String deduplicationId) {
        String body = new EnvelopeJson(Limits.defaults()).write(envelope(id, "PlaceOrder", null, START));
        return new Sending.Command(body, group, deduplicationId);
    }

    private static Envelope event(String type, int version, int second) {
        return envelope(type + version, type, version, START.plusSeconds(second));
    }

    private static Envelope envelope(String id, String type, @Nullable Integer version, Instant time) {
        return new EventEnvelope(
                id,
                "shop",
                type,
                1,
                time,
                "o",
                version,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
