package dev.evenstep.aws.stream;

import dev.evenstep.batch.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a shard that settled behind one that did not: a stream delivers everything from the first failure on
 * again. Kept in this instance only, which is enough to spare work; consumers absorb what slips through.
 */
final class SettledAhead {

    /** A batch has at most 10,000 records. */
    private static final int MOST = 20_000;

    private final Set<String> ids = new LinkedHashSet<>();

    synchronized boolean contains(String id) {
        return ids.contains(id);
    }

    /** The first record that did not settle, or null. */
    synchronized @Nullable String note(List<Outcome> outcomes) {
        String first = null;
        for (Outcome outcome : outcomes) {
            if (!outcome.decision().settled()) {
                first = first == null ? outcome.delivery().id() : first;
            } else if (first != null) {
                ids.add(outcome.delivery().id());
            }
        }
        while (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
        return first;
    }
}
