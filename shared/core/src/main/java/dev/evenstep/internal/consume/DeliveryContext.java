package dev.evenstep.internal.consume;

import dev.evenstep.event.EventContext;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

record DeliveryContext(Delivery delivery, Deadline deadline) implements EventContext {

    @Override
    public Duration remaining() {
        return deadline.remaining();
    }

    @Override
    public int deliveries() {
        return delivery.attempt();
    }

    @Override
    public @Nullable String attribute(String name) {
        Delivery.Attribute attribute = delivery.attributes().get(name);
        return attribute == null || attribute.type().equals(Delivery.SYSTEM) ? null : attribute.value();
    }

    @Override
    public @Nullable String trace() {
        return delivery.system(Delivery.TRACE);
    }
}
