package dev.evenstep.streaming;

import java.time.Instant;

/**
 * What a window of a key came to.
 *
 * @param end the first moment after it; of a session, its gap after its last event
 */
public record WindowResult<R>(String key, Instant start, Instant end, R value) {}
