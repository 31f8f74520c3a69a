package dev.evenstep.internal.consume;

import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Event;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.internal.store.Reads;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A {@link TransactionalConsumer} as it was said. */
final class TransactionalDefinition implements TransactionalConsumer, ConsumerDefinition {

    private final TypeHandlers<Decider> handlers;
    private final OrderPolicy order;

    private TransactionalDefinition(TypeHandlers<Decider> handlers, OrderPolicy order) {
        this.handlers = handlers;
        this.order = order;
    }

    static TransactionalDefinition named(String name) {
        return new TransactionalDefinition(new TypeHandlers<>(name, List.of()), OrderPolicy.anyOrder());
    }

    @Override
    public TransactionalDefinition inOrder() {
        return inOrder(InOrder.byEntityVersion());
    }

    @Override
    public TransactionalDefinition inOrder(InOrder inOrder) {
        return new TransactionalDefinition(handlers, order.with(inOrder));
    }

    @Override
    public TransactionalDefinition stoppingGroups() {
        return new TransactionalDefinition(handlers, order.stoppingGroups());
    }

    @Override
    public <T> TransactionalDefinition on(EventType<T> type, Function<? super Event<T>, Effect> function) {
        return new TransactionalDefinition(
                handlers.with(type, event -> new Decider(false, reads -> function.apply(event))), order);
    }

    @Override
    public <T> TransactionalDefinition on(
            EventType<T> type,
            Function<? super Event<T>, ? extends Collection<ItemKey>> keys,
            BiFunction<? super Event<T>, Map<ItemKey, Item>, Effect> function) {
        return new TransactionalDefinition(
                handlers.with(
                        type,
                        event -> new Decider(
                                true, reads -> function.apply(event, reads.read(List.copyOf(keys.apply(event)))))),
                order);
    }

    @Override
    public TypeHandlers<Decider> handlers() {
        return handlers;
    }

    @Override
    public OrderPolicy order() {
        return order;
    }

    Decider decider(Event<?> event) throws Exception {
        return handlers.handle(event);
    }

    /**
     * @param asksAgain whether another answer may come of asking again
     */
    record Decider(boolean asksAgain, Function<Reads, Effect> effect) {}
}
