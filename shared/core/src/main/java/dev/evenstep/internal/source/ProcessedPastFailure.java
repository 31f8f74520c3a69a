package dev.evenstep.internal.source;

import dev.evenstep.spi.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records that settled in a batch with one that did not: a stream delivers everything from the first failure on again, and where
 * a record is made of several, also what is before it in there. Kept in this instance only, which is enough to spare work; consumers absorb what slips through.
 */
final class ProcessedPastFailure {

    /** A batch has at most 10,000 records. */
    private static final int MOST = 20_000;

    private final Set<String> identities = new LinkedHashSet<>();

    /** @param identity the record's own, which is unique; sequence numbers are so within one shard only */
    synchronized boolean contains(@Nullable String identity) {
        return identity != null && identities.contains(identity);
    }

    /** @param identityOf by the delivery's id; a record without one is not remembered */
    synchronized void note(List<Outcome> outcomes, Map<String, String> identityOf) {
        if (outcomes.stream().allMatch(outcome -> outcome.decision().settled())) {
            return;
        }
        for (Outcome outcome : outcomes) {
            String identity = identityOf.get(outcome.delivery().id());
            if (identity != null && outcome.decision().settled()) {
                identities.add(identity);
            }
        }
        while (identities.size() > MOST) {
            identities.remove(identities.iterator().next());
        }
    }
}
