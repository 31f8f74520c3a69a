package dev.evenstep.shop.orderlog;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.schema.EventType;
import dev.evenstep.shop.orderlog.OrderStatus.Cancelled;
import dev.evenstep.shop.orderlog.OrderStatus.Confirmed;
import dev.evenstep.shop.orderlog.OrderStatus.Imported;
import dev.evenstep.shop.orderlog.OrderStatus.Placed;
import dev.evenstep.testkit.ProjectionScenario;
import java.time.Instant;
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

    @SuppressWarnings("unchecked")
    private static <T> NewEvent<T> of(String name, T data) {
        return NewEvent.of(EventType.of("shop", name, (Class<T>) data.getClass()), data);
    }
}
