package dev.evenstep.shop.trackorder;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;

/**
 * What orders of this shop and of the one before it went through, in the order of their versions. It has their events from the bus alone,
 * as any other team has them; the old shop, whose orders had four steps, has no streams here.
 */
final class Tracking {

    /** Only the order's id is looked at, which no schema version has changed. */
    private static final Upcast SAME = Upcast.from(1, data -> {});

    static final VersionedConsumer CONSUMER = Consumer.versioned("track-order", Tracking::view)
            .on(step("OrderPlaced").at(2, SAME), event -> view(event, "PLACED"))
            .on(step("StockReserved"), event -> view(event, "RESERVED"))
            .on(step("PaymentCharged"), event -> view(event, "CHARGED"))
            .on(step("OrderConfirmed"), event -> view(event, "CONFIRMED"))
            .on(step("OrderImported"), event -> view(event, "IMPORTED"))
            .on(step("OrderCancelled"), event -> view(event, "CANCELLED"));

    private Tracking() {}

    private static ItemKey view(String orderId) {
        return ItemKey.of("order-status", "orderId", orderId);
    }

    private static Write view(Event<Step> event, String status) {
        return Write.update(view(event.data().orderId()))
                .set("status", status)
                .set("changedAt", event.envelope().time().toString())
                .append("history", status);
    }

    private static EventType<Step> step(String name) {
        return EventType.of("shop", name, Step.class);
    }

    /** What is needed here of every event of an order. */
    record Step(String orderId) {}
}
