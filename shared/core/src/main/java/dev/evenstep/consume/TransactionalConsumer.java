package dev.evenstep.consume;

import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.EventTypes;
import dev.evenstep.store.Reads;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A consumer whose effect is made of writes and events to publish: they happen in one transaction with the mark that
 * the event was handled.
 */
public final class TransactionalConsumer implements Consumer {

    private final Handlers<Decider> handlers;

    private TransactionalConsumer(Handlers<Decider> handlers) {
        this.handlers = handlers;
    }

    static TransactionalConsumer named(String name) {
        return new TransactionalConsumer(new Handlers<>(name, List.of()));
    }

    /** @param function pure: what to do follows from the event alone */
    public <T> TransactionalConsumer on(EventType<T> type, Function<? super Event<T>, Effect> function) {
        return new TransactionalConsumer(
                handlers.with(type, event -> new Decider(false, reads -> function.apply(event))));
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
        return new TransactionalConsumer(handlers.with(
                type,
                event ->
                        new Decider(true, reads -> function.apply(event, reads.read(List.copyOf(keys.apply(event)))))));
    }

    @Override
    public String name() {
        return handlers.consumer();
    }

    @Override
    public EventTypes types() {
        return handlers.types();
    }

    Decider decider(Event<?> event) throws Exception {
        return handlers.handle(event);
    }

    /**
     * @param asksAgain whether another answer may come of asking again
     */
    record Decider(boolean asksAgain, Function<Reads, Effect> effect) {}
}
