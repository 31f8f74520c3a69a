package dev.evenstep.effect;

import dev.evenstep.event.Entity;
import dev.evenstep.schema.EventType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish.
 *
 * @param about the entity at its version after this event; null: the entity of the event being handled, at its next
 *     version
 * @param extensions CloudEvents' extension attributes for this event, beside those that travel on from its cause
 */
public record Outgoing<T>(
        EventType<T> type, T data, @Nullable Entity about, Map<String, Object> extensions) {

    public Outgoing {
        extensions = Map.copyOf(extensions);
    }

    /** An event with no extensions of its own. */
    public Outgoing(EventType<T> type, T data, @Nullable Entity about) {
        this(type, data, about, Map.of());
    }

    /** With one extension more, or another value for it. */
    Outgoing<T> with(String extension, Object value) {
        Map<String, Object> more = new HashMap<>(extensions);
        more.put(extension, value);
        return new Outgoing<>(type, data, about, more);
    }
}
