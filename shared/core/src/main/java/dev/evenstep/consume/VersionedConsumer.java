package dev.evenstep.consume;

import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.consume.Handlers;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Sequence;
import java.util.List;
import java.util.function.Function;

/**
 * A consumer whose effect is one write to the entity that its event is about, let in by the entity's version. The
 * version and the event's key are kept on the item, as {@code entityVersion}, {@code lastEvent} and {@code
 * lastFingerprint}. In order unless {@link #latestWins} says otherwise; an entity of which a later event came first has
 * nothing but its key and {@code parkedEvents} until its first event is there.
 */
public final class VersionedConsumer implements Consumer {

    private final Handlers<Write> handlers;
    private final Function<String, ItemKey> items;
    private final OrderPolicy order;

    private VersionedConsumer(Handlers<Write> handlers, Function<String, ItemKey> items, OrderPolicy order) {
        this.handlers = handlers;
        this.items = items;
        this.order = order;
    }

    static VersionedConsumer named(String name, Function<String, ItemKey> items) {
        return new VersionedConsumer(
                new Handlers<>(name, List.of()), items, OrderPolicy.anyOrder().with(InOrder.byEntityVersion()));
    }

    /** @param function pure; the write it answers has no condition of its own, the version is the condition */
    public <T> VersionedConsumer on(EventType<T> type, Function<? super Event<T>, ? extends Write> function) {
        return new VersionedConsumer(handlers.with(type, function::apply), items, order);
    }

    /**
     * Says more of the order: what follows poison, and a gap that stays.
     *
     * @throws IllegalArgumentException when the sequence is another than the entity's versions
     */
    public VersionedConsumer inOrder(InOrder inOrder) {
        if (!inOrder.sequence().equals(Sequence.entityVersions())) {
            throw new IllegalArgumentException(
                    "Consumer " + name()
                            + " keeps its position on the entity, whose versions are its only sequence; use a transactional consumer");
        }
        return new VersionedConsumer(handlers, items, order.with(inOrder));
    }

    /** Lets any later version in, leaving out what comes late, instead of taking every version in turn. */
    public VersionedConsumer latestWins() {
        return new VersionedConsumer(handlers, items, OrderPolicy.anyOrder());
    }

    @Override
    public String name() {
        return handlers.consumer();
    }

    @Override
    public EventTypes types() {
        return handlers.types();
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
