package dev.evenstep.internal.consume;

import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Event;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.schema.EventType;
import java.util.List;

/** An {@link IdempotentConsumer} as it was said. */
final class IdempotentDefinition implements IdempotentConsumer, ConsumerDefinition {

    private final TypeHandlers<Decision> handlers;

    private IdempotentDefinition(TypeHandlers<Decision> handlers) {
        this.handlers = handlers;
    }

    static IdempotentDefinition named(String name) {
        return new IdempotentDefinition(new TypeHandlers<>(name, List.of()));
    }

    @Override
    public <T> IdempotentDefinition on(EventType<T> type, Handler<T> handler) {
        return new IdempotentDefinition(handlers.with(type, handler::handle));
    }

    @Override
    public TypeHandlers<Decision> handlers() {
        return handlers;
    }

    @Override
    public OrderPolicy order() {
        return OrderPolicy.anyOrder();
    }

    Decision handle(Event<?> event) throws Exception {
        return handlers.handle(event);
    }
}
