package dev.evenstep.internal.consume;

import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A {@link LeasedConsumer} as it was said. */
final class LeasedDefinition implements LeasedConsumer, ConsumerDefinition {

    private final Handlers<Outside> handlers;
    private final OrderPolicy order;
    private final WhenUnknown whenUnknown;

    private LeasedDefinition(Handlers<Outside> handlers, OrderPolicy order, WhenUnknown whenUnknown) {
        if (whenUnknown == WhenUnknown.HOLD && order.stopsGroups()) {
            throw new IllegalArgumentException("Consumer " + handlers.consumer()
                    + " stops message groups and holds events: a group does not wait for a held event. Use inOrder(),"
                    + " whose streams do, or RUN_AGAIN");
        }
        this.handlers = handlers;
        this.order = order;
        this.whenUnknown = whenUnknown;
    }

    static LeasedDefinition named(String name) {
        return new LeasedDefinition(new Handlers<>(name, List.of()), OrderPolicy.anyOrder(), WhenUnknown.RUN_AGAIN);
    }

    @Override
    public LeasedDefinition inOrder() {
        return inOrder(InOrder.byEntityVersion());
    }

    @Override
    public LeasedDefinition inOrder(InOrder inOrder) {
        return new LeasedDefinition(handlers, order.with(inOrder), whenUnknown);
    }

    @Override
    public LeasedDefinition stoppingGroups() {
        return new LeasedDefinition(handlers, order.stoppingGroups(), whenUnknown);
    }

    @Override
    public LeasedDefinition whenUnknown(WhenUnknown policy) {
        return new LeasedDefinition(handlers, order, policy);
    }

    @Override
    public <T, A> LeasedDefinition on(
            EventType<T> type, Class<A> answer, Call<T, A> call, BiFunction<? super Event<T>, ? super A, Effect> then) {
        return new LeasedDefinition(
                handlers.with(
                        type,
                        event -> new Outside.Answering<>(
                                answer, () -> call.answer(event), kept -> then.apply(event, kept))),
                order,
                whenUnknown);
    }

    @Override
    public <T> LeasedDefinition on(EventType<T> type, Send<T> call, Function<? super Event<T>, Effect> then) {
        return new LeasedDefinition(
                handlers.with(type, event -> new Outside.Sending(() -> call.send(event), () -> then.apply(event))),
                order,
                whenUnknown);
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

    @Override
    public boolean parks() {
        return order.parks() || whenUnknown == WhenUnknown.HOLD;
    }

    /** What becomes of an event that was cut off. */
    WhenUnknown whenUnknown() {
        return whenUnknown;
    }

    Outside outside(Event<?> event) throws Exception {
        return handlers.handle(event);
    }
}
