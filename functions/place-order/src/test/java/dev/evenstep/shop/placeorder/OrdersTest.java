package dev.evenstep.shop.placeorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.spi.SubjectKeys;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

    private static final String PLACED = Samples.read("shop-web/PlaceOrder/v2-placed");

    private final SubjectKeys keys = SubjectKeys.inMemory();
    private final EventStore store =
            EventStore.inMemory(EventStoreOptions.defaults().withSubjectKeys(keys));
    private final Scenario orders = Scenario.of(Orders.placing(store, keys));

    @Test
    void aCommandBeginsTheOrdersStream() {
        orders.when(PLACED).thenApplied();

        Envelope placed = events("order-1001").getFirst();
        assertThat(placed.type()).isEqualTo("OrderPlaced");
        assertThat(placed.subject()).isEqualTo("order-1001");
        assertThat(placed.entityVersion()).isEqualTo(1);
        assertThat(placed.schemaVersion()).isEqualTo(2);
        assertThat(placed.source()).isEqualTo("shop");
        assertThat(placed.correlation().causationId()).isEqualTo("command-1001");
        assertThat(placed.data())
                .containsEntry("totalCents", 2150L)
                .containsEntry(
                        "lines",
                        List.of(Map.of("sku", "tea-green", "quantity", 2L), Map.of("sku", "cup-blue", "quantity", 1L)));
    }

    @Test
    void theCustomersAddressIsReadWithTheCustomersKeyAlone() {
        orders.when(PLACED.replace(
                        "\"customerId\": \"customer-7\"",
                        "\"customerId\": \"customer-7\", \"customerEmail\": \"customer-7@mail.example\""))
                .thenApplied();

        Envelope placed = events("order-1001").getFirst();
        assertThat(placed.dataJson()).doesNotContain("mail.example");
        assertThat(keys.decrypt(placed).data()).containsEntry("customerEmail", "customer-7@mail.example");
    }

    @Test
    void theSameCommandAgainIsADuplicate() {
        orders.when(PLACED)
                .thenApplied()
                .when(Samples.read("shop-web/PlaceOrder/v2-duplicate"))
                .then(new Decision.Duplicate(null));

        assertThat(events("order-1001")).hasSize(1);
    }

    @Test
    void anotherCommandForTheSameOrderChangesNothing() {
        orders.when(PLACED)
                .thenApplied()
                .when(PLACED.replace("command-1001", "command-other"))
                .thenApplied();

        assertThat(events("order-1001")).hasSize(1);
    }

    @Test
    void aCommandOfTheFirstVersionIsUnderstood() {
        orders.when(Samples.read("shop-web/PlaceOrder/v1-old-version")).thenApplied();

        assertThat(events("order-1002").getFirst().data())
                .containsEntry("totalCents", 900L)
                .containsEntry("currency", "EUR")
                .containsEntry("lines", List.of(Map.of("sku", "tea-green", "quantity", 2L)));
    }

    @Test
    void anOrderEndsAsItsFulfilmentDoes() {
        orders.when(PLACED.replace("order-1001", "order-2001"))
                .thenApplied()
                .when(PLACED.replace("1001", "2004"))
                .thenApplied();

        Scenario.of(Orders.settling(store, keys))
                .when(Samples.read("dev.evenstep.saga/dev.evenstep.saga.SagaCompleted/v1-completed"))
                .thenApplied()
                .when(Samples.read("dev.evenstep.saga/dev.evenstep.saga.SagaCompleted/v1-completed"))
                .then(new Decision.Duplicate(null))
                .when(Samples.read("dev.evenstep.saga/dev.evenstep.saga.SagaCompensated/v1-compensated"))
                .thenApplied();

        assertThat(events("order-2001").getLast().type()).isEqualTo("OrderConfirmed");
        assertThat(events("order-2001").getLast().dataJson()).isEqualTo("{\"orderId\":\"order-2001\"}");
        assertThat(events("order-2004").getLast().type()).isEqualTo("OrderCancelled");
        assertThat(events("order-2004").getLast().data()).containsEntry("reason", "OUT_OF_STOCK");
    }

    @Test
    void anOrderOfBeforeIsImported() {
        orders.when(Samples.read("shop-migration/ImportOrder/v1-import")).thenApplied();

        assertThat(events("order-1901").getFirst().type()).isEqualTo("OrderImported");
        assertThat(events("order-1901").getFirst().data())
                .containsEntry("customerId", "customer-7")
                .containsEntry("status", "CONFIRMED");
    }

    @Test
    void anOpenOrderOfBeforeIsNot() {
        orders.when(Samples.read("shop-migration/ImportOrder/v1-import").replace("CONFIRMED", "PLACED"))
                .thenPoison(Reason.UNREADABLE_DATA);
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
        orders.when(PLACED.replace("\"quantity\": 2", "\"quantity\": " + quantity))
                .thenPoison(Reason.UNREADABLE_DATA);
    }

    @Test
    void anIdThatNoStreamCanHaveIsPoison() {
        orders.when(PLACED.replace("\"order-1001\"", "\"" + "o".repeat(201) + "\""))
                .thenPoison(Reason.UNREADABLE_DATA)
                .when(PLACED.replace("\"order-1001\"", "\"" + "o".repeat(200) + "\""))
                .thenApplied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fulfil-order-order-1001", "log#0", "snapshot#balance"})
    void anIdThatAnotherStreamHasIsPoison(String id) {
        orders.when(PLACED.replace("order-1001", id))
                .thenPoison(Reason.UNREADABLE_DATA)
                .when(Samples.read("shop-migration/ImportOrder/v1-import")
                        .replaceFirst("\"orderId\": *\"[^\"]*\"", "\"orderId\":\"" + id + "\""))
                .thenPoison(Reason.UNREADABLE_DATA);
    }

    @Test
    void moreLinesThanStockTakesAtOnceArePoison() {
        orders.when(withLines(97))
                .thenPoison(Reason.UNREADABLE_DATA)
                .when(withLines(96))
                .thenApplied();
    }

    private static String withLines(int count) {
        String line = "{\"sku\": \"tea-green\", \"quantity\": 2, \"unitPriceCents\": 450}";
        return PLACED.replaceFirst(
                "(?s)\"lines\": \\[.*]", "\"lines\": [" + String.join(",", Collections.nCopies(count, line)) + "]");
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
        assertThat(PLACED).contains(right);

        orders.when(PLACED.replace(right, wrong)).thenPoison(Reason.UNREADABLE_DATA);
    }

    private List<Envelope> events(String order) {
        return store.read(order, ReadOptions.forward()).events();
    }
}
