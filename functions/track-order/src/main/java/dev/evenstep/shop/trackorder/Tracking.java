package dev.evenstep.shop.trackorder;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;

/** One view per order: its status, and every step that led there, in the order of the order's versions. */
final class Tracking {

    /** Only the order's id is looked at, which no schema version has changed. */
    private static final Upcast SAME = Upcast.from(1, data -> {});

    static final VersionedConsumer CONSUMER = Consumer.versioned("track-order", Tracking::view)
            .on(step("OrderPlaced").at(2, SAME), event -> view(event, "PLACED"))
            .on(step("StockReserved"), event -> view(event, "RESERVED"))
            .on(step("StockRejected"), event -> view(event, "REJECTED"))
            .on(step("PaymentCharged"), event -> view(event, "CHARGED"))
            .on(step("PaymentDeclined").at(2, SAME), event -> view(event, "DECLINED"))
            .on(step("StockReleased"), event -> view(event, "RELEASED"))
            .on(step("OrderConfirmed"), event -> view(event, "CONFIRMED"))
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
