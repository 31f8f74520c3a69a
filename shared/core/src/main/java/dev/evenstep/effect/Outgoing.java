package dev.evenstep.effect;

import dev.evenstep.event.Entity;
import dev.evenstep.schema.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish.
 *
 * @param about the entity at its version after this event; null: the entity of the event being handled, at its next
 *     version
 */
public record Outgoing<T>(
        EventType<T> type, T data, @Nullable Entity about) {}
