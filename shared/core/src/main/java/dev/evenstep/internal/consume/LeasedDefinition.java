package dev.evenstep.internal.consume;

import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.internal.breaker.Bulkhead;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@link LeasedConsumer} as it was said. */
final class LeasedDefinition implements LeasedConsumer, ConsumerDefinition {

    private final TypeHandlers<ExternalCall> handlers;
    private final OrderPolicy order;
    private final WhenUnknown whenUnknown;
    private final Map<String, Bulkhead> bulkheads;

    private LeasedDefinition(
            TypeHandlers<ExternalCall> handlers,
            OrderPolicy order,
            WhenUnknown whenUnknown,
            Map<String, Bulkhead> bulkheads) {
        if (whenUnknown == WhenUnknown.HOLD && order.stopsGroups()) {
            throw new IllegalArgumentException("Consumer " + handlers.consumer()
                    + " stops message groups and holds events: a group does not wait for a held event. Use inOrder(),"
                    + " whose streams do, or RUN_AGAIN");
        }
        this.handlers = handlers;
        this.order = order;
        this.whenUnknown = whenUnknown;
        this.bulkheads = Map.copyOf(bulkheads);
    }

    static LeasedDefinition named(String name) {
        return new LeasedDefinition(
                new TypeHandlers<>(name, List.of()), OrderPolicy.anyOrder(), WhenUnknown.RUN_AGAIN, Map.of());
    }

    @Override
    public LeasedDefinition inOrder() {
        return inOrder(InOrder.byEntityVersion());
    }

    @Override
    public LeasedDefinition inOrder(InOrder inOrder) {
        return new LeasedDefinition(handlers, order.with(inOrder), whenUnknown, bulkheads);
    }

    @Override
    public LeasedDefinition stoppingGroups() {
        return new LeasedDefinition(handlers, order.stoppingGroups(), whenUnknown, bulkheads);
    }

    @Override
    public LeasedDefinition whenUnknown(WhenUnknown policy) {
        return new LeasedDefinition(handlers, order, policy, bulkheads);
    }

    @Override
    public <T, A> LeasedDefinition on(
            EventType<T> type, Class<A> answer, Call<T, A> call, BiFunction<? super Event<T>, ? super A, Effect> then) {
        return new LeasedDefinition(
                handlers.with(
                        type,
                        event -> new ExternalCall.Answering<>(
                                answer, () -> call.answer(event), kept -> then.apply(event, kept))),
                order,
                whenUnknown,
                bulkheads);
    }

    @Override
    public <T> LeasedDefinition on(EventType<T> type, Send<T> call, Function<? super Event<T>, Effect> then) {
        return new LeasedDefinition(
                handlers.with(type, event -> new ExternalCall.Sending(() -> call.send(event), () -> then.apply(event))),
                order,
                whenUnknown,
                bulkheads);
    }

    @Override
    public LeasedConsumer within(String dependency, int places, EventType<?>... types) {
        Bulkhead bulkhead = new Bulkhead(dependency, places);
        Map<String, Bulkhead> more = new HashMap<>(bulkheads);
        for (EventType<?> type : types) {
            if (!takes(type.name())) {
                throw new IllegalArgumentException(
                        "Consumer " + name() + " does not take " + type.name() + "; declare it with on(…) first");
            }
            more.put(type.name(), bulkhead);
        }
        return new LeasedDefinition(handlers, order, whenUnknown, more);
    }

    @Override
    public TypeHandlers<ExternalCall> handlers() {
        return handlers;
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

    /** Null: as many at once as there are. */
    @Nullable
    Bulkhead bulkhead(Event<?> event) {
        return bulkheads.get(event.type());
    }

    ExternalCall outside(Event<?> event) throws Exception {
        return handlers.handle(event);
    }
}
