package dev.evenstep.streaming;

import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.event.Event;
import org.jspecify.annotations.Nullable;

/** What an event or a timer makes of a key's item. */
interface StreamTurns {

    /** @param item null: there is none */
    Effect take(String key, @Nullable Item item, Event<?> event);

    Effect wake(StreamTimer timer, @Nullable Item item);
}
