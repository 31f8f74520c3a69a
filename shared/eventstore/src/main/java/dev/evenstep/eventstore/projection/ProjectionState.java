package dev.evenstep.eventstore.projection;

import dev.evenstep.eventstore.log.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which generations of its views a projection has. Kept as JSON.
 *
 * @param live the one that is read
 * @param building the one that is to take its place
 * @param last the highest number that a generation ever had: none is used again
 * @param retired those that are to be removed
 */
record ProjectionState(Generation live, @Nullable Generation building, int last, List<Retired> retired) {

    /**
     * @param version of the projection that makes it; no other may write to it
     * @param claimed how far in the log its views may be, written before they are: what the checkpoint says is done by then is
     *     less, for views are written before it moves
     */
    record Generation(int number, int version, LogPosition claimed) {}

    record Retired(int number, Instant since) {}

    static ProjectionState first(int version) {
        return new ProjectionState(new Generation(1, version, LogPosition.START), null, 1, List.of());
    }

    @Nullable
    Generation find(int number) {
        if (live.number == number) {
            return live;
        }
        return building != null && building.number == number ? building : null;
    }

    /** Null when the generation is no longer live nor being built. */
    @Nullable
    ProjectionState claimed(int number, int shard, long sequence) {
        Generation generation = find(number);
        if (generation == null) {
            return null;
        }
        if (generation.claimed.of(shard) >= sequence) {
            return this;
        }
        Generation claiming = new Generation(number, generation.version, generation.claimed.with(shard, sequence));
        return number == live.number
                ? new ProjectionState(claiming, building, last, retired)
                : new ProjectionState(live, claiming, last, retired);
    }

    /** Begins a generation, in place of any that is being built by a lower version. */
    ProjectionState rebuilt(int version, Instant now) {
        if (building != null && building.version >= version) {
            return this;
        }
        return new ProjectionState(
                live, new Generation(last + 1, version, LogPosition.START), last + 1, cancelled(now).retired);
    }

    ProjectionState cancelled(Instant now) {
        return building == null ? this : new ProjectionState(live, null, last, retired(building, now));
    }

    /** When its views are everywhere at least as far as those that are read, or may be soon, the new one is read. */
    ProjectionState swapped(LogPosition built, Instant now) {
        return building == null || !built.reaches(live.claimed)
                ? this
                : new ProjectionState(building, null, last, retired(live, now));
    }

    private List<Retired> retired(Generation generation, Instant now) {
        List<Retired> more = new ArrayList<>(retired);
        more.add(new Retired(generation.number, now));
        return List.copyOf(more);
    }

    ProjectionState without(Retired removed) {
        return new ProjectionState(
                live,
                building,
                last,
                retired.stream().filter(other -> !other.equals(removed)).toList());
    }
}
