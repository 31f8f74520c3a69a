package dev.evenstep.eventstore.internal;

import dev.evenstep.event.CorrelationContext;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a commit's text says, the data of its events unread.
 *
 * @param several the whole append where this is a part of it
 */
record CommitContent(Shared shared, @Nullable Appended several, List<KeptEvent> events) {

    /** What the events of one append share. */
    record Shared(
            String append,
            CorrelationContext correlation,
            @Nullable String actor) {}

    /**
     * @param extensions that it does not share
     * @param data the text of an object
     */
    record KeptEvent(String source, String type, int schemaVersion, Map<String, Object> extensions, String data) {}

    /** The append that this is of, which is all of it or a part. */
    Appended whole(StreamCommit commit) {
        return several == null ? new Appended(commit.from(), commit.end()) : several;
    }
}
