package dev.evenstep.effect;

import dev.evenstep.event.Entity;
import dev.evenstep.schema.EventType;

/** An event to publish, and what it is about. */
public record Outgoing<T>(EventType<T> type, T data, About about) {

    /** What an event is about, which says which version it is stamped with. */
    public sealed interface About {

        /** The entity of the event being handled, at the next version that its log has free. */
        record CausesEntity() implements About {}

        /** An entity at the version that its writer knows it to have after this event. */
        record Known(Entity entity) implements About {}

        /** No entity: the event has no order. */
        record Nothing() implements About {}
    }
}
