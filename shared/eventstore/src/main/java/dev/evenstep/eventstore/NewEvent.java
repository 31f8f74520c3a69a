package dev.evenstep.eventstore;

import dev.evenstep.schema.EventType;

/**
 * An event that is not in a stream yet. It is written at the type's current schema version, its personal fields encrypted.
 *
 * @param <T> the data's class
 */
public record NewEvent<T>(EventType<T> type, T data) {

    public static <T> NewEvent<T> of(EventType<T> type, T data) {
        return new NewEvent<>(type, data);
    }
}
