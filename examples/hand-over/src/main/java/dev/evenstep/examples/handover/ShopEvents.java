package dev.evenstep.examples.handover;

import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import dev.evenstep.spi.EventCodec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types that the jobs take, as a consumer in a function declares them, and what they need of an event. */
public final class ShopEvents {

    public static final EventType<OrderPlaced> PLACED =
            EventType.of("shop", "OrderPlaced", OrderPlaced.class).at(2, Upcast.from(1, ShopEvents::centsFromDecimal));

    public static final EventType<OrderChanged> CONFIRMED = EventType.of("shop", "OrderConfirmed", OrderChanged.class);

    public static final EventType<OrderChanged> CANCELLED = EventType.of("shop", "OrderCancelled", OrderChanged.class);

    private ShopEvents() {}

    public record OrderPlaced(String orderId, long totalCents, String currency) {}

    public record OrderChanged(String orderId) {}

    public static EventCodec codec() {
        return EventCodec.of(List.of(PLACED, CONFIRMED, CANCELLED));
    }

    /** Version 1 had the total in euros. */
    private static void centsFromDecimal(Map<String, @Nullable Object> data) {
        if (!(data.remove("total") instanceof Number total)) {
            throw new IllegalArgumentException("total is no number");
        }
        data.put(
                "totalCents", new BigDecimal(total.toString()).movePointRight(2).longValueExact());
        data.put("currency", "EUR");
    }

    /** Of every event, what the jobs count by. */
    public static OrderFact fact(Event<?> event) {
        String order = Objects.requireNonNullElse(event.subject(), event.id());
        int version = Objects.requireNonNullElse(event.envelope().entityVersion(), 0);
        long time = event.envelope().time().toEpochMilli();
        OrderPlaced placed = event.data() instanceof OrderPlaced of ? of : new OrderPlaced(order, 0, "");
        return new OrderFact(
                event.envelope().source() + "#" + event.id(),
                order,
                version,
                event.type(),
                time,
                placed.currency(),
                placed.totalCents());
    }
}
