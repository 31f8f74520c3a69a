package dev.evenstep.consume;

import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Event;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A consumer whose effect is made of writes and events to publish: they happen in one transaction with the record that
 * the event was handled.
 */
public interface TransactionalConsumer extends Consumer {

    /** Every event in the order of its entity's versions: {@link InOrder#byEntityVersion}. Costs no request more. */
    TransactionalConsumer inOrder();

    /** Every event in the order of a sequence. The consumer must be fed all of its events, also types it has no function for. */
    TransactionalConsumer inOrder(InOrder inOrder);

    /**
     * What follows a poison message of its FIFO group waits until that is redriven or skipped. Costs a read more for each
     * message. Without it, the group goes on.
     */
    TransactionalConsumer stoppingGroups();

    /** @param function pure: what to do follows from the event alone */
    <T> TransactionalConsumer on(EventType<T> type, Function<? super Event<T>, Effect> function);

    /**
     * For effects that depend on stored items. What was read may change before the commit: put a condition on what the
     * decision rests on, and the function is asked again when it no longer holds. Costs one request more.
     *
     * @param keys the items to read, at most 100
     * @param function pure; items that are not there are not in the map
     */
    <T> TransactionalConsumer on(
            EventType<T> type,
            Function<? super Event<T>, ? extends Collection<ItemKey>> keys,
            BiFunction<? super Event<T>, Map<ItemKey, Item>, Effect> function);
}
