package dev.evenstep.event;

import org.jspecify.annotations.Nullable;

/**
 * An event as a handler gets it: its data at the type's current version, and its envelope.
 *
 * @param <T> the data's class
 */
public record Event<T>(Envelope envelope, T data) {

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
}
