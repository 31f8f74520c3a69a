package dev.evenstep.internal.consume;

import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Sequence;
import java.util.List;
import java.util.function.Function;

/** A {@link VersionedConsumer} as it was said. */
final class VersionedDefinition implements VersionedConsumer, ConsumerDefinition {

    private final TypeHandlers<Write> handlers;
    private final Function<String, ItemKey> items;
    private final OrderPolicy order;

    private VersionedDefinition(TypeHandlers<Write> handlers, Function<String, ItemKey> items, OrderPolicy order) {
        this.handlers = handlers;
        this.items = items;
        this.order = order;
    }

    static VersionedDefinition named(String name, Function<String, ItemKey> items) {
        return new VersionedDefinition(
                new TypeHandlers<>(name, List.of()),
                items,
                OrderPolicy.anyOrder().with(InOrder.byEntityVersion()));
    }

    @Override
    public <T> VersionedDefinition on(EventType<T> type, Function<? super Event<T>, ? extends Write> function) {
        return new VersionedDefinition(handlers.with(type, function::apply), items, order);
    }

    @Override
    public VersionedDefinition inOrder(InOrder inOrder) {
        if (!inOrder.sequence().equals(Sequence.entityVersions())) {
            throw new IllegalArgumentException(
                    "Consumer " + name()
                            + " keeps its position on the entity, whose versions are its only sequence; use a transactional consumer");
        }
        return new VersionedDefinition(handlers, items, order.with(inOrder));
    }

    @Override
    public VersionedDefinition latestWins() {
        return new VersionedDefinition(handlers, items, OrderPolicy.anyOrder());
    }

    @Override
    public TypeHandlers<Write> handlers() {
        return handlers;
    }

    @Override
    public OrderPolicy order() {
        return order;
    }

    ItemKey item(String subject) {
        return items.apply(subject);
    }

    Write write(Event<?> event) throws Exception {
        Write write = handlers.handle(event);
        ItemKey item = item(String.valueOf(event.subject()));
        if (!write.key().equals(item)) {
            throw new IllegalStateException("Consumer " + name() + " writes " + write.key() + ", but the entity "
                    + event.subject() + " is " + item + "; use a transactional consumer for other items");
        }
        if (write instanceof Write.Delete) {
            throw new IllegalStateException("Consumer " + name() + " deletes " + write.key()
                    + ", and its version with it: an old event would make it anew. Mark it as deleted instead");
        }
        if (!write.conditions().isEmpty()) {
            throw new IllegalStateException("Consumer " + name() + " puts a condition on " + write.key()
                    + "; a versioned write has the version as its only one. Use a transactional consumer");
        }
        return write;
    }
}
