package dev.evenstep.eventstore;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.eventstore.SnapshotStore.StateSnapshot;
import dev.evenstep.internal.schema.DataBinding;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a state is kept, and how it is written. */
record SnapshotPolicy<S>(String name, int schemaVersion, Class<S> type, int every, DataBinding binding) {

    private static final Logger log = LoggerFactory.getLogger(SnapshotPolicy.class);
    private static final int LONGEST_NAME = 256;

    SnapshotPolicy {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The snapshots' name has %d characters: 1 to %d are allowed, not blank"
                    .formatted(name.length(), LONGEST_NAME));
        }
        if (schemaVersion < 1 || every < 1) {
            throw new IllegalArgumentException(
                    "schemaVersion is %d and every is %d: 1 or more is needed".formatted(schemaVersion, every));
        }
    }

    SnapshotPolicy(String name, int schemaVersion, Class<S> type, int every) {
        this(name, schemaVersion, type, every, new DataBinding());
    }

    /** Null where there is none, or it is later than what is asked for. */
    @Nullable
    StateSnapshot find(EventStore store, String stream, @Nullable Instant until) {
        StateSnapshot found = store.snapshots().find(stream, name);
        return found == null || (until != null && found.latest().isAfter(until)) ? null : found;
    }

    /** Null where it is of another schema, or cannot be read. */
    @Nullable
    S state(StateSnapshot snapshot) {
        if (snapshot.schemaVersion() != schemaVersion) {
            return null;
        }
        try {
            return binding.read(snapshot.state(), type, name);
        } catch (PermanentFailure broken) {
            log.warn("The snapshot {} cannot be read, and is folded anew: {}", name, broken.getMessage());
            return null;
        }
    }

    /** Nothing rests on it, so whoever cannot keep it goes on. */
    void keep(EventStore store, String stream, Folding<S> folding) {
        try {
            store.snapshots()
                    .keep(
                            stream,
                            new StateSnapshot(
                                    name,
                                    schemaVersion,
                                    folding.loaded().position(),
                                    Objects.requireNonNull(folding.last()),
                                    folding.latest(),
                                    binding.text(folding.loaded().state())));
        } catch (RuntimeException failure) {
            log.warn("The snapshot {} was not kept: {}", name, failure.toString());
        }
    }
}
