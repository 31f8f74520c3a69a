package dev.evenstep.event;

import org.jspecify.annotations.Nullable;

/**
 * An event as a handler gets it: its data at the type's current version, its envelope, and how it comes to be handled. Of a
 * type with personal fields, the envelope's data is as it came, encrypted.
 *
 * @param <T> the data's class
 */
public final class Event<T> {

    private final Envelope envelope;
    private final T data;
    private final EventContext context;

    private Event(Envelope envelope, T data, EventContext context) {
        this.envelope = envelope;
        this.data = data;
        this.context = context;
    }

    /** An event that no source delivered. */
    public static <T> Event<T> of(Envelope envelope, T data) {
        return new Event<>(envelope, data, EventContext.none());
    }

    public Envelope envelope() {
        return envelope;
    }

    public T data() {
        return data;
    }

    public EventContext context() {
        return context;
    }

    public String id() {
        return envelope.id();
    }

    public String type() {
        return envelope.type();
    }

    /** The entity that it is about; null where there is none. */
    public @Nullable String subject() {
        return envelope.subject();
    }

    /** The same event, handled another time. */
    public Event<T> in(EventContext other) {
        return new Event<>(envelope, data, other);
    }

    /**
     * The same event, its data of a known class.
     *
     * @throws ClassCastException when it is of another
     */
    public <U> Event<U> as(Class<U> type) {
        return new Event<>(envelope, type.cast(data), context);
    }
}
