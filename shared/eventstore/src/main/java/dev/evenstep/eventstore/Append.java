package dev.evenstep.eventstore;

import dev.evenstep.event.CorrelationContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events to append together, and where they come from. Immutable. */
public final class Append {

    /** Of two names of an envelope, escaped. */
    private static final int LONGEST_ID = 2_048;

    private static final int LONGEST_ACTOR = 256;

    private final String id;
    private final List<NewEvent<?>> events;
    private final CorrelationContext correlation;
    private final @Nullable String actor;

    private Append(String id, List<NewEvent<?>> events, CorrelationContext correlation, @Nullable String actor) {
        this.id = verified("The append's id", id, LONGEST_ID);
        this.events = List.copyOf(events);
        this.correlation = correlation;
        this.actor = actor == null ? null : verified("actor", actor, LONGEST_ACTOR);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("Append " + id + " has no events: one or more are needed");
        }
    }

    private static String verified(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException("%s has %d characters and is %s: 1 to %d are allowed"
                    .formatted(what, text.length(), text.isBlank() ? "blank" : "too long", longest));
        }
        return text;
    }

    /**
     * @param id by which the append is known when it is made again, 1 to 2,048 characters: the id of the command, or of the
     *     event, that it is made for
     * @throws IllegalArgumentException when there are no events
     */
    public static Append of(String id, NewEvent<?>... events) {
        return of(id, List.of(events));
    }

    /** The same, of a list. */
    public static Append of(String id, List<NewEvent<?>> events) {
        return new Append(id, events, CorrelationContext.none(), null);
    }

    /** The same append, caused by this. */
    public Append withCorrelation(CorrelationContext other) {
        return new Append(id, events, other, actor);
    }

    /** @param other who acted, 1 to 256 characters; no personal data, for it is never erased */
    public Append withActor(String other) {
        return new Append(id, events, correlation, other);
    }

    public String id() {
        return id;
    }

    public List<NewEvent<?>> events() {
        return events;
    }

    public CorrelationContext correlation() {
        return correlation;
    }

    public @Nullable String actor() {
        return actor;
    }
}
