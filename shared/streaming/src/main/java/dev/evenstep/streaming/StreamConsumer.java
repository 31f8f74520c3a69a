package dev.evenstep.streaming;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A {@link StreamDefinition} as a transactional consumer, for a function behind a queue: of the events that it looks at, and of its own
 * {@link StreamTimer}s. The state of a key, the note that an event was handled, what is sent and the next timer are one transaction:
 * a duplicate counts once, whatever fails and whenever it comes. An event costs a read and a transaction.
 */
public final class StreamConsumer {

    private StreamConsumer() {}

    /**
     * @param name of the consumer, as {@link Consumer} has it
     * @param items where the state of a key lies: an item of its own for each, which nobody else writes. Its attribute {@code expires}
     *     may be the table's time to live
     */
    public static Consumer of(String name, Function<String, ItemKey> items, StreamDefinition definition) {
        return of(name, items, definition, Clock.systemUTC());
    }

    /** @param clock by which events are late, and windows over: the function's own */
    public static Consumer of(String name, Function<String, ItemKey> items, StreamDefinition definition, Clock clock) {
        StreamTurns turns = definition.turns(new StreamKeys(name, items, clock));
        TransactionalConsumer consumer = Consumer.transactional(name);
        for (EventType<?> type : definition.types()) {
            consumer = with(consumer, type, definition.inputs(), items, turns);
        }
        return consumer.on(
                StreamTimer.TYPE,
                timer -> name.equals(timer.data().consumer())
                        ? List.of(items.apply(timer.data().key()))
                        : List.of(),
                (timer, found) -> name.equals(timer.data().consumer())
                        ? turns.wake(
                                timer.data(), found.get(items.apply(timer.data().key())))
                        : Effect.none());
    }

    private static <T> TransactionalConsumer with(
            TransactionalConsumer consumer,
            EventType<T> type,
            List<Keyed<?>> inputs,
            Function<String, ItemKey> items,
            StreamTurns turns) {
        return consumer.on(
                type,
                event -> keys(event, inputs).stream().map(items).toList(),
                (event, found) -> taken(event, inputs, items, turns, found));
    }

    private static Effect taken(
            Event<?> event,
            List<Keyed<?>> inputs,
            Function<String, ItemKey> items,
            StreamTurns turns,
            Map<ItemKey, Item> found) {
        List<String> keys = keys(event, inputs);
        return keys.isEmpty()
                ? Effect.none()
                : turns.take(keys.getFirst(), found.get(items.apply(keys.getFirst())), event);
    }

    /** None: nobody looks at the event. Every input of a type has the same key for an event. */
    private static List<String> keys(Event<?> event, List<Keyed<?>> inputs) {
        return inputs.stream()
                .filter(input -> input.takes(event))
                .map(input -> input.key(event))
                .limit(1)
                .toList();
    }
}
