package dev.evenstep.shop.orderlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.schema.EventType;
import dev.evenstep.shop.orderlog.OrderStatus.Cancelled;
import dev.evenstep.shop.orderlog.OrderStatus.Confirmed;
import dev.evenstep.shop.orderlog.OrderStatus.Imported;
import dev.evenstep.shop.orderlog.OrderStatus.Placed;
import dev.evenstep.testkit.ProjectionScenario;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private static final Instant TIME = Instant.parse("2026-11-26T08:00:00Z");
    private static final EventType<Placed> PLACED =
            EventType.of("shop", "OrderPlaced", Placed.class).since(2, 2);

    private final ProjectionScenario<OrderStatus> views = ProjectionScenario.of(OrderStatus.PROJECTION, TIME);

    @Test
    void anOrderStandsAsItsLastEventSays() {
        views.given("order-1", NewEvent.of(PLACED, new Placed("customer-7", 900, "EUR")))
                .then("order-1", new OrderStatus("customer-7", 900, "EUR", "PLACED", TIME, TIME, null))
                .given("order-1", of("OrderConfirmed", new Confirmed()))
                .then("order-1", new OrderStatus("customer-7", 900, "EUR", "CONFIRMED", TIME, TIME, null));
    }

    @Test
    void aCancelledOrderSaysWhy() {
        views.given(
                        "order-1",
                        NewEvent.of(PLACED, new Placed("customer-7", 900, "EUR")),
                        of("OrderCancelled", new Cancelled("OUT_OF_STOCK")))
                .then("order-1", new OrderStatus("customer-7", 900, "EUR", "CANCELLED", TIME, TIME, "OUT_OF_STOCK"));
    }

    @Test
    void anImportedOrderHasItsEnd() {
        views.given("order-1", of("OrderImported", new Imported("customer-7", 900, "EUR", "CANCELLED")))
                .then("order-1", new OrderStatus("customer-7", 900, "EUR", "CANCELLED", TIME, TIME, null));
    }

    @Test
    void aCustomersOrdersAreListedAsTheyWerePlacedToTheMillisecond() {
        List<String> orders = Stream.of(TIME, TIME.plusMillis(1), TIME.plusMillis(999), TIME.plusSeconds(1))
                .map(time -> new OrderStatus("customer-7", 900, "EUR", "PLACED", time, time, null))
                .map(status -> status.listing().order())
                .toList();

        assertThat(orders).isSorted().doesNotHaveDuplicates();
    }

    @SuppressWarnings("unchecked")
    private static <T> NewEvent<T> of(String name, T data) {
        return NewEvent.of(EventType.of("shop", name, (Class<T>) data.getClass()), data);
    }
}
