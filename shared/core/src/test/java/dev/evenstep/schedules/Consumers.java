package dev.evenstep.schedules;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Two consumers that publish an entity's next versions from the same events, and one that only looks. Each keeps what it
 * saw of an entity in a list of its own, in the order of the effects.
 */
final class Consumers {

    record Opened(String entity) {}

    record Moved(String entity, String by, int step) {}

    static final EventType<Opened> OPENED = EventType.of("schedule", "Opened", Opened.class);
    static final EventType<Moved> MOVED = EventType.of("schedule", "Moved", Moved.class);

    /** Each of the two makes so many moves of every entity. */
    static final int MOVES = 2;

    static final int VERSIONS = 1 + 2 * MOVES;
    static final String SUBJECT = "subject";
    static final List<String> MOVERS = List.of("left", "right");

    private Consumers() {}

    static ItemKey seen(String consumer, String entity) {
        return ItemKey.of("seen", "id", consumer + "/" + entity);
    }

    static Consumer mover(String name) {
        return Consumer.transactional(name)
                .on(
                        OPENED,
                        event -> Effect.of(noted(name, event))
                                .publish(MOVED, new Moved(event.data().entity(), name, 1)))
                .on(MOVED, event -> moved(name, event));
    }

    private static Effect moved(String name, Event<Moved> event) {
        Moved move = event.data();
        Effect effect = Effect.of(noted(name, event));
        return move.by().equals(name) && move.step() < MOVES
                ? effect.publish(MOVED, new Moved(move.entity(), name, move.step() + 1))
                : effect;
    }

    static Consumer subject(Mode mode, Supplier<World> world) {
        return switch (mode) {
            case VERSIONED ->
                Consumer.versioned(SUBJECT, entity -> seen(SUBJECT, entity))
                        .on(OPENED, event -> noted(SUBJECT, event))
                        .on(MOVED, event -> noted(SUBJECT, event));
            case TRANSACTIONAL ->
                Consumer.transactional(SUBJECT)
                        .on(OPENED, event -> Effect.of(noted(SUBJECT, event)))
                        .on(MOVED, event -> Effect.of(noted(SUBJECT, event)));
            case TRANSACTIONAL_IN_ORDER ->
                Consumer.transactional(SUBJECT)
                        .on(OPENED, event -> Effect.of(noted(SUBJECT, event)))
                        .on(MOVED, event -> Effect.of(noted(SUBJECT, event)))
                        .inOrder();
            case LEASED ->
                Consumer.leased(SUBJECT)
                        .on(OPENED, event -> world.get().callOutside(event.envelope()), Consumers::noted)
                        .on(MOVED, event -> world.get().callOutside(event.envelope()), Consumers::noted);
            case LEASED_IN_ORDER ->
                Consumer.leased(SUBJECT)
                        .on(OPENED, event -> world.get().callOutside(event.envelope()), Consumers::noted)
                        .on(MOVED, event -> world.get().callOutside(event.envelope()), Consumers::noted)
                        .inOrder();
        };
    }

    private static Effect noted(Event<?> event) {
        return Effect.of(noted(SUBJECT, event));
    }

    private static Write.Update noted(String consumer, Event<?> event) {
        Envelope envelope = event.envelope();
        return Write.update(seen(consumer, Objects.requireNonNull(envelope.subject())))
                .append("versions", Objects.requireNonNull(envelope.entityVersion()));
    }
}
