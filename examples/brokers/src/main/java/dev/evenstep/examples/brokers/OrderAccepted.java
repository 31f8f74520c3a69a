package dev.evenstep.examples.brokers;

import dev.evenstep.schema.EventType;

/** An order is in the books, and can be shipped. */
public record OrderAccepted(String article, int quantity) {

    static final EventType<OrderAccepted> TYPE = EventType.of("orders", "OrderAccepted", OrderAccepted.class);
}
