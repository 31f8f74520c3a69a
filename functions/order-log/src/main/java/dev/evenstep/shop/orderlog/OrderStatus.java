package dev.evenstep.shop.orderlog;

import dev.evenstep.event.Event;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.schema.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands.
 *
 * @param status PLACED, CONFIRMED or CANCELLED
 * @param placed when; of an imported order, when it was imported
 * @param reason why it was cancelled; null: it was not, or is imported
 */
public record OrderStatus(
        String customerId,
        long totalCents,
        String currency,
        String status,
        Instant placed,
        Instant changed,
        @Nullable String reason) {

    /** By the order's id, and listed by customer, in the order in which they were placed. */
    public static final Projection<OrderStatus> PROJECTION = Projection.named("order-status", OrderStatus.class)
            .on(
                    type("OrderPlaced", Placed.class).since(2, 2),
                    OrderStatus::order,
                    (before, event) -> of(
                            event,
                            event.data().customerId(),
                            event.data().totalCents(),
                            event.data().currency(),
                            "PLACED"))
            .on(
                    type("OrderImported", Imported.class),
                    OrderStatus::order,
                    (before, event) -> of(
                            event,
                            event.data().customerId(),
                            event.data().totalCents(),
                            event.data().currency(),
                            event.data().status()))
            .on(
                    type("OrderConfirmed", Confirmed.class),
                    OrderStatus::order,
                    (before, event) -> ended(before, event, "CONFIRMED", null))
            .on(
                    type("OrderCancelled", Cancelled.class),
                    OrderStatus::order,
                    (before, event) ->
                            ended(before, event, "CANCELLED", event.data().reason()))
            .listedBy(OrderStatus::listing);

    /** Digits of one length: as text, a whole second would come behind its milliseconds. */
    Listing listing() {
        return new Listing(customerId, "%015d".formatted(placed.toEpochMilli()));
    }

    private static OrderStatus of(Event<?> event, String customer, long cents, String currency, String status) {
        Instant time = event.envelope().time();
        return new OrderStatus(customer, cents, currency, status, time, time, null);
    }

    private static @Nullable OrderStatus ended(
            @Nullable OrderStatus before, Event<?> event, String status, @Nullable String reason) {
        return before == null
                ? null
                : new OrderStatus(
                        before.customerId,
                        before.totalCents,
                        before.currency,
                        status,
                        before.placed,
                        event.envelope().time(),
                        reason);
    }

    private static String order(Event<?> event) {
        return String.valueOf(event.subject());
    }

    private static <T> EventType<T> type(String name, Class<T> data) {
        return EventType.of("shop", name, data);
    }

    record Placed(String customerId, long totalCents, String currency) {}

    record Imported(String customerId, long totalCents, String currency, String status) {}

    record Confirmed() {}

    record Cancelled(String reason) {}
}
