package dev.evenstep.shop.placeorder;

import dev.evenstep.consume.Consumer;
import dev.evenstep.eventstore.CommandConsumer;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import dev.evenstep.shop.placeorder.OrderCommand.FulfilmentCompensated;
import dev.evenstep.shop.placeorder.OrderCommand.FulfilmentCompleted;
import dev.evenstep.shop.placeorder.OrderCommand.ImportOrder;
import dev.evenstep.shop.placeorder.OrderEvent.OrderCancelled;
import dev.evenstep.shop.placeorder.OrderEvent.OrderConfirmed;
import dev.evenstep.shop.placeorder.OrderEvent.OrderImported;
import dev.evenstep.spi.SubjectKeys;
import java.util.List;

/** Orders, each a stream of its name, and the two consumers that write to them by the rules of an {@link Order}. */
public final class Orders {

    private static final String CUSTOMER = "customerId";
    private static final String EMAIL = "customerEmail";
    private static final String SAGA = "dev.evenstep.saga";

    static final EventType<PlaceOrder> PLACE_ORDER = EventType.of("shop-web", "PlaceOrder", PlaceOrder.class)
            .at(2, Upcast.from(1, PlaceOrder::linesFromSingleItem))
            .withPersonal(CUSTOMER, EMAIL);
    static final EventType<ImportOrder> IMPORT_ORDER = EventType.of("shop-migration", "ImportOrder", ImportOrder.class);
    static final EventType<FulfilmentCompleted> COMPLETED =
            EventType.of(SAGA, SAGA + ".SagaCompleted", FulfilmentCompleted.class);
    static final EventType<FulfilmentCompensated> COMPENSATED =
            EventType.of(SAGA, SAGA + ".SagaCompensated", FulfilmentCompensated.class);

    static final EventType<OrderPlaced> ORDER_PLACED =
            EventType.of("shop", "OrderPlaced", OrderPlaced.class).since(2, 2).withPersonal(CUSTOMER, EMAIL);
    static final EventType<OrderImported> ORDER_IMPORTED = EventType.of("shop", "OrderImported", OrderImported.class);
    static final EventType<OrderConfirmed> ORDER_CONFIRMED =
            EventType.of("shop", "OrderConfirmed", OrderConfirmed.class);
    static final EventType<OrderCancelled> ORDER_CANCELLED =
            EventType.of("shop", "OrderCancelled", OrderCancelled.class);
    static final List<EventType<? extends OrderEvent>> EVENTS =
            List.of(ORDER_PLACED, ORDER_IMPORTED, ORDER_CONFIRMED, ORDER_CANCELLED);

    private Orders() {}

    /**
     * Of customers' commands.
     *
     * @param store with the same keys
     */
    public static Consumer placing(EventStore store, SubjectKeys keys) {
        return consumer("place-order", store, keys, List.of(PLACE_ORDER, IMPORT_ORDER));
    }

    /** Of what became of the fulfilment. */
    public static Consumer settling(EventStore store, SubjectKeys keys) {
        return consumer("settle-order", store, keys, List.of(COMPLETED, COMPENSATED));
    }

    private static Consumer consumer(
            String name, EventStore store, SubjectKeys keys, List<EventType<? extends OrderCommand>> commands) {
        var orders = CommandHandler.of(store, new Order(), EventReader.of(EVENTS, keys));
        return CommandConsumer.of(name, orders, command -> command.data().orderId(), commands);
    }
}
