package dev.evenstep.shop.placeorder;

import dev.evenstep.shop.placeorder.OrderCommand.FulfilmentCompensated;
import dev.evenstep.shop.placeorder.OrderCommand.FulfilmentCompleted;
import dev.evenstep.shop.placeorder.OrderCommand.ImportOrder;
import dev.evenstep.shop.placeorder.OrderEvent.OrderCancelled;
import dev.evenstep.shop.placeorder.OrderEvent.OrderConfirmed;
import dev.evenstep.shop.placeorder.OrderEvent.OrderImported;
import dev.evenstep.testkit.DeciderScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final PlaceOrder PLACE =
            new PlaceOrder("order-1", "customer-7", null, "EUR", List.of(new PlaceOrder.Line("tea-green", 2, 450)));
    private static final OrderPlaced PLACED = OrderPlaced.from(PLACE);

    private final DeciderScenario<OrderCommand, OrderEvent, Order.Status> order = DeciderScenario.of(new Order());

    @Test
    void anOrderIsPlacedOnce() {
        order.when(PLACE).then(PLACED).when(PLACE).then();
    }

    @Test
    void anOrderWithoutLinesIsRefused() {
        order.when(new PlaceOrder("order-1", "customer-7", null, "EUR", List.of()))
                .thenRefused("no-lines");
    }

    @Test
    void itIsConfirmedWhenItIsFulfilled() {
        order.given(PLACED)
                .when(new FulfilmentCompleted("fulfil-order", "order-1"))
                .then(new OrderConfirmed("order-1"))
                .when(new FulfilmentCompleted("fulfil-order", "order-1"))
                .then();
    }

    @Test
    void itIsCancelledWhenWhatWasFulfilledIsUndone() {
        order.given(PLACED, new OrderConfirmed("order-1"))
                .when(new FulfilmentCompensated("fulfil-order", "order-1", "the customer called"))
                .then(new OrderCancelled("order-1", "the customer called"))
                .when(new FulfilmentCompleted("fulfil-order", "order-1"))
                .then();
    }

    @Test
    void itIsCancelledWhenItCannotBe() {
        order.given(PLACED)
                .when(new FulfilmentCompensated("fulfil-order", "order-1", "OUT_OF_STOCK"))
                .then(new OrderCancelled("order-1", "OUT_OF_STOCK"))
                .when(new FulfilmentCompleted("fulfil-order", "order-1"))
                .then();
        DeciderScenario.of(new Order())
                .given(PLACED)
                .when(new FulfilmentCompensated("fulfil-order", "order-1", null))
                .then(new OrderCancelled("order-1", "UNSPECIFIED"));
    }

    @Test
    void whatWasNeverPlacedCannotEnd() {
        order.when(new FulfilmentCompleted("fulfil-order", "order-1")).thenRefused("no-order");
    }

    @Test
    void anOrderOfBeforeIsImportedOnceWithItsEnd() {
        ImportOrder taken = new ImportOrder("order-1", "customer-7", 900, "EUR", "CANCELLED");

        order.when(taken)
                .then(new OrderImported("order-1", "customer-7", 900, "EUR", "CANCELLED"))
                .when(taken)
                .then()
                .when(PLACE)
                .then()
                .when(new FulfilmentCompensated("fulfil-order", "order-1", null))
                .then();
    }

    @Test
    void theEndOfAnotherSagaWithItsKeyMeansNothing() {
        order.given(PLACED)
                .when(new FulfilmentCompleted("return-order", "order-1"))
                .then()
                .when(new FulfilmentCompensated("return-order", "order-1", "x"))
                .then();
    }
}
