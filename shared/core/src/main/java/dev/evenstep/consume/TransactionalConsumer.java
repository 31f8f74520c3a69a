package dev.evenstep.consume;

import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Event;
import dev.evenstep.internal.consume.Handlers;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.internal.store.Reads;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A consumer whose effect is made of writes and events to publish: they happen in one transaction with the record that
 * the event was handled.
 */
public final class TransactionalConsumer implements Consumer {

    private final Handlers<Decider> handlers;
    private final OrderPolicy order;

    private TransactionalConsumer(Handlers<Decider> handlers, OrderPolicy order) {
        this.handlers = handlers;
        this.order = order;
    }

    static TransactionalConsumer named(String name) {
        return new TransactionalConsumer(new Handlers<>(name, List.of()), OrderPolicy.anyOrder());
    }

    /** Every event in the order of its entity's versions: {@link InOrder#byEntityVersion}. Costs no request more. */
    public TransactionalConsumer inOrder() {
        return inOrder(InOrder.byEntityVersion());
    }

    /** Every event in the order of a sequence. The consumer must be fed all of its events, also types it has no function for. */
    public TransactionalConsumer inOrder(InOrder inOrder) {
        return new TransactionalConsumer(handlers, order.with(inOrder));
    }

    /**
     * What follows a poison message of its FIFO group waits until that is redriven or skipped. Costs a read more for each
     * message. Without it, the group goes on.
     */
    public TransactionalConsumer stoppingGroups() {
        return new TransactionalConsumer(handlers, order.stoppingGroups());
    }

    /** @param function pure: what to do follows from the event alone */
    public <T> TransactionalConsumer on(EventType<T> type, Function<? super Event<T>, Effect> function) {
        return new TransactionalConsumer(
                handlers.with(type, event -> new Decider(false, reads -> function.apply(event))), order);
    }

    /**
     * For effects that depend on stored items. What was read may change before the commit: put a condition on what the
     * decision rests on, and the function is asked again when it no longer holds. Costs one request more.
     *
     * @param keys the items to read, at most 100
     * @param function pure; items that are not there are not in the map
     */
    public <T> TransactionalConsumer on(
            EventType<T> type,
            Function<? super Event<T>, ? extends Collection<ItemKey>> keys,
            BiFunction<? super Event<T>, Map<ItemKey, Item>, Effect> function) {
        return new TransactionalConsumer(
                handlers.with(
                        type,
                        event -> new Decider(
                                true, reads -> function.apply(event, reads.read(List.copyOf(keys.apply(event)))))),
                order);
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

    Decider decider(Event<?> event) throws Exception {
        return handlers.handle(event);
    }

    /**
     * @param asksAgain whether another answer may come of asking again
     */
    record Decider(boolean asksAgain, Function<Reads, Effect> effect) {}
}
