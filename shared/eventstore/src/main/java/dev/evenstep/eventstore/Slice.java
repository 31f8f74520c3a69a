package dev.evenstep.eventstore;

import dev.evenstep.event.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream.
 *
 * @param events in the order of reading, personal fields encrypted: {@link EventReader} reads them
 * @param position forward: behind the last commit that was read whole, which is the stream's end where it was read to its
 *     end; backward: behind the first commit that was read
 * @param next how to read on; null at the end. What is then read may be nothing
 */
public record Slice(
        List<Envelope> events, Position position, @Nullable ReadOptions next) {}
