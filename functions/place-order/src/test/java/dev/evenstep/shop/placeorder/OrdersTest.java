package dev.evenstep.shop.placeorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Envelope;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {

    private final Scenario orders = Scenario.of(Orders.CONSUMER);

    @Test
    void aCommandMakesAnOrderAndSaysSo() {
        orders.when(Samples.read("shop-web/PlaceOrder/v2-placed"))
                .thenApplied()
                .thenStored(
                        order("order-1001"),
                        Item.of("status", "PLACED")
                                .with("customerId", "customer-7")
                                .with("totalCents", 2150)
                                .with("currency", "EUR")
                                .with(
                                        "lines",
                                        List.of(
                                                Map.of("sku", "tea-green", "quantity", 2),
                                                Map.of("sku", "cup-blue", "quantity", 1))))
                .thenPublished("OrderPlaced");

        Envelope placed = orders.lastPublished().getFirst();
        assertThat(placed.subject()).isEqualTo("order-1001");
        assertThat(placed.entityVersion()).isEqualTo(1);
        assertThat(placed.schemaVersion()).isEqualTo(2);
        assertThat(placed.source()).isEqualTo("shop");
        assertThat(placed.data().get("totalCents")).isEqualTo(2150L);
    }

    @Test
    void theEventTellsTheCustomersAddress() {
        String command = Samples.read("shop-web/PlaceOrder/v2-placed")
                .replace(
                        "\"customerId\": \"customer-7\"",
                        "\"customerId\": \"customer-7\", \"customerEmail\": \"customer-7@mail.example\"");

        orders.when(command).thenApplied();

        assertThat(orders.lastPublished().getFirst().data()).containsEntry("customerEmail", "customer-7@mail.example");
    }

    @Test
    void theSameCommandAgainChangesNothing() {
        orders.when(Samples.read("shop-web/PlaceOrder/v2-placed"))
                .thenApplied()
                .when(Samples.read("shop-web/PlaceOrder/v2-duplicate"))
                .then(new Decision.Duplicate(null))
                .thenPublished();
    }

    @Test
    void anotherCommandForTheSameOrderChangesNothing() {
        String other = Samples.read("shop-web/PlaceOrder/v2-placed").replace("command-1001", "command-other");

        orders.when(Samples.read("shop-web/PlaceOrder/v2-placed"))
                .thenApplied()
                .when(other)
                .thenApplied()
                .thenPublished()
                .thenStored(order("order-1001"), Item.of("status", "PLACED"));
    }

    @Test
    void aCommandOfTheFirstVersionIsUnderstood() {
        orders.when(Samples.read("shop-web/PlaceOrder/v1-old-version"))
                .thenApplied()
                .thenStored(
                        order("order-1002"),
                        Item.of("totalCents", 900)
                                .with("currency", "EUR")
                                .with("lines", List.of(Map.of("sku", "tea-green", "quantity", 2))));
    }

    @ParameterizedTest
    @CsvSource({
        "v2-malformed, MALFORMED",
        "v2-missing-attribute, MALFORMED",
        "v2-wrong-type, UNREADABLE_DATA",
        "v99-unknown-version, UNKNOWN_VERSION",
        "v2-huge, TOO_LARGE",
        "v2-deeply-nested, TOO_DEEP",
        "v2-poison, REJECTED"
    })
    void whatCanNeverSucceedIsPoisonWithItsReason(String sample, Reason reason) {
        orders.when(Samples.read("shop-web/PlaceOrder/" + sample)).thenPoison(reason);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1001"})
    void aQuantityThatNobodyCanOrderIsPoison(int quantity) {
        String body =
                Samples.read("shop-web/PlaceOrder/v2-placed").replace("\"quantity\": 2", "\"quantity\": " + quantity);

        orders.when(body).thenPoison(Reason.UNREADABLE_DATA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "quantity": 2                   | "quantity": "2"
            "quantity": 2                   | "quantity": 2.5
            "quantity": 2                   | "quantity": true
            "customerId": "customer-7"      | "customerId": 7
            "currency": "EUR"               | "currency": true
            "unitPriceCents": 450           | "unitPriceCents": ""
            """)
    void whatTheSchemaRefusesIsNotCoerced(String right, String wrong) {
        String sample = Samples.read("shop-web/PlaceOrder/v2-placed");
        assertThat(sample).contains(right);

        orders.when(sample.replace(right, wrong)).thenPoison(Reason.UNREADABLE_DATA);
    }

    private static ItemKey order(String id) {
        return ItemKey.of("orders", "orderId", id);
    }
}
