package dev.evenstep.effect;

import dev.evenstep.event.Entity;
import dev.evenstep.schema.EventType;
import java.util.HashMap;
import java.util.Map;

/**
 * An event to publish, and what it is about.
 *
 * @param extensions CloudEvents' extension attributes for this event, beside those that travel on from its cause
 */
public record Outgoing<T>(EventType<T> type, T data, About about, Map<String, Object> extensions) {

    /** What an event is about, which says which version it is stamped with. */
    public sealed interface About {

        /** The entity of the event being handled, at the next version that its log has free. */
        record CausesEntity() implements About {}

        /** An entity at the version that its writer knows it to have after this event. */
        record Known(Entity entity) implements About {}

        /** No entity: the event has no order. */
        record Nothing() implements About {}
    }

    public Outgoing {
        extensions = Map.copyOf(extensions);
    }

    /** An event with no extensions of its own. */
    public Outgoing(EventType<T> type, T data, About about) {
        this(type, data, about, Map.of());
    }

    /** With one extension more, or another value for it. */
    Outgoing<T> with(String extension, Object value) {
        Map<String, Object> more = new HashMap<>(extensions);
        more.put(extension, value);
        return new Outgoing<>(type, data, about, more);
    }
}
