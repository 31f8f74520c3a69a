package dev.evenstep.eventstore;

import dev.evenstep.schema.EventType;
import java.util.HashMap;
import java.util.Map;

/**
 * An event that is not in a stream yet. It is written at the type's current schema version, its personal fields encrypted.
 *
 * @param <T> the data's class
 * @param extensions its own, as {@link dev.evenstep.event.Envelope#extensions()} has them
 */
public record NewEvent<T>(EventType<T> type, T data, Map<String, Object> extensions) {

    public NewEvent {
        extensions = Map.copyOf(extensions);
    }

    public static <T> NewEvent<T> of(EventType<T> type, T data) {
        return new NewEvent<>(type, data, Map.of());
    }

    /**
     * The same event with an extension more. The append refuses what is none of CloudEvents' names or values.
     *
     * @param value text, an integer or a boolean
     */
    public NewEvent<T> withExtension(String name, Object value) {
        Map<String, Object> all = new HashMap<>(extensions);
        all.put(name, value);
        return new NewEvent<>(type, data, all);
    }
}
