package dev.evenstep.consume;

import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.function.Function;

/**
 * A consumer whose effect is one write to the entity that its event is about, let in by the entity's version. The
 * version and the event's key are kept on the item, as {@code entityVersion}, {@code lastEvent} and {@code
 * lastFingerprint}. In order unless {@link #latestWins} says otherwise; an entity of which a later event came first has
 * nothing but its key and {@code parkedEvents} until its first event is there.
 */
public interface VersionedConsumer extends Consumer {

    /** @param function pure; the write it answers has no condition of its own, the version is the condition */
    <T> VersionedConsumer on(EventType<T> type, Function<? super Event<T>, ? extends Write> function);

    /**
     * Says more of the order: what follows poison, and a gap that stays.
     *
     * @throws IllegalArgumentException when the sequence is another than the entity's versions
     */
    VersionedConsumer inOrder(InOrder inOrder);

    /** Lets any later version in, leaving out what comes late, instead of taking every version in turn. */
    VersionedConsumer latestWins();
}
