package dev.evenstep.aws.internal.stream;

import dev.evenstep.spi.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a shard that settled behind one that did not: a stream delivers everything from the first failure on
 * again. Kept in this instance only, which is enough to spare work; consumers absorb what slips through.
 */
final class ProcessedPastFailure {

    /** A batch has at most 10,000 records. */
    private static final int MOST = 20_000;

    private final Set<String> eventIds = new LinkedHashSet<>();

    /** @param eventId the record's own, which is unique; sequence numbers are so within one shard only */
    synchronized boolean contains(@Nullable String eventId) {
        return eventId != null && eventIds.contains(eventId);
    }

    /**
     * The first record that did not settle, or null.
     *
     * @param eventIdOf the event's id by the delivery's; a record without one is not remembered
     */
    synchronized @Nullable String note(List<Outcome> outcomes, Map<String, String> eventIdOf) {
        String first = null;
        for (Outcome outcome : outcomes) {
            String id = outcome.delivery().id();
            if (!outcome.decision().settled()) {
                first = first == null ? id : first;
            } else if (first != null && eventIdOf.containsKey(id)) {
                eventIds.add(eventIdOf.get(id));
            }
        }
        while (eventIds.size() > MOST) {
            eventIds.remove(eventIds.iterator().next());
        }
        return first;
    }
}
