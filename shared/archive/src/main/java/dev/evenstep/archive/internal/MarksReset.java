package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.archive.internal.ConsumerMarks.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a consumer forget the events of a replay: their idempotency records are deleted, and its positions moved back before the
 * first version of each entity that is replayed. Nothing else of it is touched, and nothing of others.
 *
 * <p>Everything is looked at first, and if one mark stands in the way, nothing is changed: one that somebody is at work on, one
 * with parked events behind it, and a position that lies beyond the last version that is replayed, since the versions between
 * would be waited for in vain.
 */
public final class MarksReset {

    private final ConsumerMarks marks;
    private final List<String> events = new ArrayList<>();
    private final Map<String, Versions> entities = new HashMap<>();
    private final List<String> obstacles = new ArrayList<>();

    private MarksReset(ConsumerMarks marks) {
        this.marks = marks;
    }

    /** @param position where the consumer is; null: it has none */
    private record Versions(int first, int last, @Nullable Long position) {

        Versions and(int version) {
            return new Versions(Math.min(first, version), Math.max(last, version), position);
        }

        boolean isToMove() {
            return position != null && position >= first;
        }
    }

    /** Looks at what is to be reset; some hundred bytes for each event stay in memory. */
    public static MarksReset of(ConsumerMarks marks, Iterator<ArchivedEvent> replayed) {
        MarksReset reset = new MarksReset(marks);
        List<ArchivedEvent> chunk = new ArrayList<>();
        while (replayed.hasNext()) {
            chunk.add(replayed.next());
            if (chunk.size() == ConsumerMarks.MOST_EVENTS || !replayed.hasNext()) {
                reset.look(chunk);
                chunk.clear();
            }
        }
        reset.entities.forEach((id, versions) -> {
            if (versions.position() != null && versions.position() > versions.last()) {
                reset.obstacles.add("%s is at version %d, and the replay ends at %d"
                        .formatted(id, versions.position(), versions.last()));
            }
        });
        return reset;
    }

    private void look(List<ArchivedEvent> chunk) {
        Map<String, Mark> found = marks.of(chunk);
        found.forEach((id, mark) -> {
            if (mark.isHeld()) {
                obstacles.add(id + " is at work, or has parked events behind it");
            }
        });
        for (ArchivedEvent event : chunk) {
            String id = marks.ofEvent(event);
            if (found.containsKey(id)) {
                events.add(id);
            }
            String entity = marks.ofEntity(event);
            if (entity != null) {
                int version = Objects.requireNonNull(event.version());
                Mark position = found.get(entity);
                entities.merge(
                        entity,
                        new Versions(version, version, position == null ? null : position.position()),
                        (before, now) -> before.and(version));
            }
        }
    }

    /** Why it cannot be reset; empty: it can. */
    public List<String> obstacles() {
        return List.copyOf(obstacles);
    }

    /** How many events' records, and how many entities' positions. */
    public Count count() {
        return new Count(events.size(), (int)
                entities.values().stream().filter(Versions::isToMove).count());
    }

    public record Count(int events, int positions) {}

    /**
     * Resets them, a request each.
     *
     * @throws IllegalStateException where one was taken in hand meanwhile; those before it are reset
     */
    public void run() {
        if (!obstacles.isEmpty()) {
            throw new IllegalStateException(String.join("; ", obstacles));
        }
        events.forEach(id -> require(marks.forget(id), id));
        entities.forEach((id, versions) -> {
            Long position = versions.position();
            if (position != null && versions.isToMove()) {
                require(
                        versions.first() == 1 ? marks.forget(id) : marks.moveBack(id, position, versions.first() - 1L),
                        id);
            }
        });
    }

    private static void require(boolean isReset, String id) {
        if (!isReset) {
            throw new IllegalStateException("The consumer is at work on " + id
                    + ", which stays; what was reset before it stays so. Run it again");
        }
    }
}
