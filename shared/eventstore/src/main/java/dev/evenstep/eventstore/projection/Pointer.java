package dev.evenstep.eventstore.projection;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.projection.ViewStore.RecordPage;
import dev.evenstep.eventstore.projection.ViewStore.ViewKey;
import dev.evenstep.eventstore.projection.ViewStore.ViewRecord;
import dev.evenstep.internal.schema.DataBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A projection's state where views lie, as it was last seen. Not safe for concurrent use. */
final class Pointer {

    private static final DataBinding BINDING = new DataBinding();
    private static final String SPACE = "projections";

    private static final int AT_ONCE = 100;

    /** So often somebody else may come in between. */
    private static final int ATTEMPTS = 20;

    private final ViewStore store;
    private final ViewKey key;
    private @Nullable Seen seen;

    Pointer(ViewStore store, String projection) {
        this.store = store;
        this.key = new ViewKey(SPACE, projection);
    }

    static String space(String projection, int generation) {
        return projection + "#" + generation;
    }

    /** By which a generation's place in the log is known. */
    static String subscription(String projection, int generation) {
        return "projection#" + space(projection, generation);
    }

    /** The names of all projections that have run. */
    static List<String> names(ViewStore store) {
        List<String> names = new ArrayList<>();
        @Nullable String after = null;
        RecordPage page;
        do {
            page = store.page(SPACE, AT_ONCE, after);
            page.records().forEach(record -> names.add(record.key().key()));
            after = names.isEmpty() ? null : names.getLast();
        } while (page.more());
        return names.stream().sorted().toList();
    }

    private record Seen(long revision, ProjectionState state) {}

    interface Step {

        /**
         * Made again when somebody else was quicker, or an answer was lost.
         *
         * @param state null before the projection has run
         * @return the same, where there is nothing to change
         */
        ProjectionState from(@Nullable ProjectionState state);
    }

    /** Null before the projection has run. Consistent. */
    @Nullable
    ProjectionState read() {
        ViewRecord found = store.read(List.of(key)).get(key);
        seen = found == null
                ? null
                : new Seen(
                        found.revision(),
                        BINDING.read(
                                Objects.requireNonNull(found.content()),
                                ProjectionState.class,
                                "the projection's state"));
        return state();
    }

    /** Makes a step from the state that was last seen, or from what it is when that is not it any more. */
    ProjectionState change(Step step) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ProjectionState before = seen == null ? read() : state();
            ProjectionState after = step.from(before);
            if (after.equals(before)) {
                return after;
            }
            Seen next = new Seen(seen == null ? 1 : seen.revision + 1, after);
            ViewRecord record = new ViewRecord(key, next.revision, BINDING.text(after), LogPosition.START, null);
            if (store.write(List.of(record)).isEmpty()) {
                seen = next;
                return after;
            }
            seen = null;
        }
        throw new DependencyFailure("views", "Others came in between at the projection " + key.key());
    }

    private @Nullable ProjectionState state() {
        return seen == null ? null : seen.state;
    }
}
