package dev.evenstep.streaming;

import dev.evenstep.schema.EventType;
import java.time.Instant;

/**
 * What a consumer sends to itself, to look after a key at a time. It takes nothing from the key's state: that says what is over.
 *
 * @param consumer whose it is
 */
public record StreamTimer(String consumer, String key, Instant due) {

    /** A rule has to bring it back to the queue behind which the consumer runs. */
    public static final EventType<StreamTimer> TYPE =
            EventType.of("dev.evenstep.streaming", "dev.evenstep.streaming.StreamTimer", StreamTimer.class);
}
