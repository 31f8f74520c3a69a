package dev.evenstep.effect;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Entity;
import dev.evenstep.event.EventReference;
import dev.evenstep.event.Extensions;
import dev.evenstep.schema.EventType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that handling an event shall do, as a value: it happens in one atomic step together with the mark that the
 * event was handled, or not at all.
 *
 * @param writes at most one per item
 * @param events what is published once the step is done
 * @param result what a duplicate is answered; null: nothing
 * @param otherwise what is done instead when a condition of a write does not hold; null: the event is tried again
 */
public record Effect(
        List<Write> writes,
        List<Outgoing<?>> events,
        @Nullable Object result,
        @Nullable Effect otherwise) {

    /** DynamoDB's limit for one transaction is 100 items, one of which is the mark. */
    public static final int MOST_WRITES_AND_EVENTS = 99;

    public Effect {
        writes = List.copyOf(writes);
        events = List.copyOf(events);
        if (writes.size() + events.size() > MOST_WRITES_AND_EVENTS) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The effect has %d writes and %d events; a transaction takes %d together"
                            .formatted(writes.size(), events.size(), MOST_WRITES_AND_EVENTS));
        }
        requireOneWritePerItem(writes);
    }

    /** Handled, and nothing to do. */
    public static Effect none() {
        return new Effect(List.of(), List.of(), null, null);
    }

    public static Effect of(Write... writes) {
        return new Effect(List.of(writes), List.of(), null, null);
    }

    public static Effect of(List<? extends Write> writes) {
        return new Effect(List.copyOf(writes), List.of(), null, null);
    }

    public Effect and(Write write) {
        List<Write> more = new ArrayList<>(writes);
        more.add(write);
        return new Effect(more, events, result, otherwise);
    }

    /** Publishes an event about the entity of the event being handled, at its next version. */
    public <T> Effect publish(EventType<T> type, T data) {
        return publish(new Outgoing<>(type, data, null));
    }

    /** Publishes an event about an entity at a version that the caller knows. */
    public <T> Effect publish(EventType<T> type, T data, Entity about) {
        return publish(new Outgoing<>(type, data, about));
    }

    /**
     * Names events that must be handled before the one that was published last: CloudEvents' extension {@code dependson},
     * for consumers that look at it.
     *
     * @param earlier 1 to 10 of them
     * @throws IllegalStateException when nothing was published yet
     */
    public Effect dependingOn(EventReference... earlier) {
        return extending(Extensions.DEPENDS_ON, EventReference.text(List.of(earlier)));
    }

    /** Keeps an answer with the mark, as JSON, for whoever sends the same event again. */
    public Effect answering(Object answer) {
        return new Effect(writes, events, answer, otherwise);
    }

    /** What to do instead when a condition does not hold. */
    public Effect otherwise(Effect alternative) {
        return new Effect(writes, events, result, alternative);
    }

    private Effect extending(String extension, Object value) {
        if (events.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing was published that could have the extension " + extension + "; publish(…) first");
        }
        List<Outgoing<?>> changed = new ArrayList<>(events);
        changed.add(changed.removeLast().with(extension, value));
        return new Effect(writes, changed, result, otherwise);
    }

    private Effect publish(Outgoing<?> event) {
        List<Outgoing<?>> more = new ArrayList<>(events);
        more.add(event);
        return new Effect(writes, more, result, otherwise);
    }

    private static void requireOneWritePerItem(List<Write> writes) {
        Set<ItemKey> seen = new HashSet<>();
        for (Write write : writes) {
            if (!seen.add(write.key())) {
                throw new IllegalArgumentException(
                        "The effect writes " + write.key() + " twice; put both changes into one write");
            }
        }
    }
}
