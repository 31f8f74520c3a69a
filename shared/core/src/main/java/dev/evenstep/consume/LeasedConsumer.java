package dev.evenstep.consume;

import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.order.InOrder;
import dev.evenstep.order.OrderPolicy;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.EventTypes;
import java.util.List;

/**
 * A consumer whose effect lies outside of the database. The event is claimed for the time of the invocation; when the
 * function is done, what it answers is committed together with the completion, and only if the claim still stands.
 *
 * <p>Between the outside effect and the completion a crash can happen; the event then runs again. Give the outside the
 * event's id as its idempotency key.
 */
public final class LeasedConsumer implements Consumer {

    private final Handlers<Effect> handlers;
    private final OrderPolicy order;

    private LeasedConsumer(Handlers<Effect> handlers, OrderPolicy order) {
        this.handlers = handlers;
        this.order = order;
    }

    static LeasedConsumer named(String name) {
        return new LeasedConsumer(new Handlers<>(name, List.of()), OrderPolicy.anyOrder());
    }

    /** Every event in the order of its entity's versions: {@link InOrder#byEntityVersion}. Costs no request more. */
    public LeasedConsumer inOrder() {
        return inOrder(InOrder.byEntityVersion());
    }

    /** Every event in the order of a sequence. The consumer must be fed all of its events, also types it has no function for. */
    public LeasedConsumer inOrder(InOrder inOrder) {
        return new LeasedConsumer(handlers, order.with(inOrder));
    }

    /**
     * What follows a poison message of its FIFO group waits until that is redriven or skipped. Costs a read more for each
     * message. Without it, the group goes on.
     */
    public LeasedConsumer stoppingGroups() {
        return new LeasedConsumer(handlers, order.stoppingGroups());
    }

    /** @param function does the outside effect, and answers what to write and publish of it */
    public <T> LeasedConsumer on(EventType<T> type, OutsideEffect<T> function) {
        return new LeasedConsumer(handlers.with(type, function::perform), order);
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

    Effect perform(Event<?> event) throws Exception {
        return handlers.handle(event);
    }

    /** An effect outside of the database. */
    @FunctionalInterface
    public interface OutsideEffect<T> {

        /** @throws Exception any: the claim is given back and the event tried again */
        Effect perform(Event<T> event) throws Exception;
    }
}
