package dev.evenstep.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** States of streams, kept to save time: whatever is lost or broken here is folded anew. */
public interface SnapshotStore {

    /** The one that was kept last, of whatever schema; null where there is none. */
    @Nullable
    StateSnapshot find(String stream, String name);

    /** Keeps one in place of any other of its stream and name. */
    void keep(String stream, StateSnapshot snapshot);

    /**
     * A state behind a commit.
     *
     * @param name of the fold that made it
     * @param schemaVersion of the state
     * @param eventId of the last event in it, by which it is known that it is of this stream
     * @param latest the time of the latest event in it
     * @param state JSON
     */
    record StateSnapshot(
            String name, int schemaVersion, Position position, String eventId, Instant latest, String state) {}
}
