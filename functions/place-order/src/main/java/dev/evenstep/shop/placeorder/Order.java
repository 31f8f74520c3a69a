package dev.evenstep.shop.placeorder;

import dev.evenstep.eventstore.Decider;
import dev.evenstep.shop.placeorder.Order.Status;
import dev.evenstep.shop.placeorder.OrderCommand.FulfilmentCompensated;
import dev.evenstep.shop.placeorder.OrderCommand.FulfilmentCompleted;
import dev.evenstep.shop.placeorder.OrderCommand.ImportOrder;
import dev.evenstep.shop.placeorder.OrderCommand.Settlement;
import dev.evenstep.shop.placeorder.OrderEvent.OrderCancelled;
import dev.evenstep.shop.placeorder.OrderEvent.OrderConfirmed;
import dev.evenstep.shop.placeorder.OrderEvent.OrderImported;
import java.util.Objects;

/**
 * The rules of an order: it is placed once, and ends as its fulfilment does. What is confirmed can be compensated by hand, and
 * is cancelled then; that is final, whichever of the two is told first.
 */
final class Order implements Decider<OrderCommand, OrderEvent, Status> {

    private static final String FULFILMENT = "fulfil-order";

    enum Status {
        NEW,
        PLACED,
        CONFIRMED,
        CANCELLED,
        /** Its end was another shop's. */
        IMPORTED
    }

    @Override
    public Status initial() {
        return Status.NEW;
    }

    @Override
    public Decided<OrderEvent> decide(OrderCommand command, Status status) {
        return switch (command) {
            case PlaceOrder order
            when order.lines().isEmpty() -> Decided.refused("no-lines", "Order " + order.orderId() + " has no lines");
            case PlaceOrder order when status != Status.NEW -> Decided.events();
            case PlaceOrder order -> Decided.events(OrderPlaced.from(order));
            case ImportOrder order when status != Status.NEW -> Decided.events();
            case ImportOrder(String id, String customer, long cents, String currency, String end) ->
                Decided.events(new OrderImported(id, customer, cents, currency, end));
            case Settlement settlement when !settlement.saga().equals(FULFILMENT) -> Decided.events();
            case Settlement settlement
            when status == Status.NEW -> Decided.refused("no-order", "There is no order " + settlement.orderId());
            case FulfilmentCompleted(String saga, String id)
            when status == Status.PLACED -> Decided.events(new OrderConfirmed(id));
            case FulfilmentCompensated(String saga, String id, var reason)
            when status == Status.PLACED || status == Status.CONFIRMED ->
                Decided.events(new OrderCancelled(id, Objects.requireNonNullElse(reason, "UNSPECIFIED")));
            case Settlement settlement -> Decided.events();
        };
    }

    @Override
    public Status evolve(Status status, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> Status.PLACED;
            case OrderImported imported -> Status.IMPORTED;
            case OrderConfirmed confirmed -> Status.CONFIRMED;
            case OrderCancelled cancelled -> Status.CANCELLED;
        };
    }
}
