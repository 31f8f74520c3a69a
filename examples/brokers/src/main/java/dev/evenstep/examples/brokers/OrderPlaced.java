package dev.evenstep.examples.brokers;

import dev.evenstep.schema.EventType;

/** A customer wants something. */
public record OrderPlaced(String article, int quantity) {

    static final EventType<OrderPlaced> TYPE = EventType.of("web", "OrderPlaced", OrderPlaced.class);
}
