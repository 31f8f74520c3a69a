package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.Position;
import java.time.Instant;

/**
 * What was appended together, or a part of it where that is too much for one item.
 *
 * @param number in the stream, from 1 without holes
 * @param from the version of its first event
 * @param to of its last
 * @param content as {@link CommitJson} has it
 */
public record StreamCommit(String stream, int number, int from, int to, Instant time, String content) {

    Position before() {
        return new Position(number - 1, from - 1);
    }

    Position end() {
        return new Position(number, to);
    }
}
