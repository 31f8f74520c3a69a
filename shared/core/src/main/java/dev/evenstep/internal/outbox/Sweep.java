package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One sweep on its way: what comes next, what came of it, and what is left. */
final class Sweep {

    private final OldestFirst oldestFirst;
    private final Predicate<OutboxKey> which;
    private final SweepOptions options;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<String> stuck = new HashSet<>();
    private int left;
    private @Nullable Instant oldest;

    Sweep(OldestFirst oldestFirst, Predicate<OutboxKey> which, SweepOptions options) {
        this.oldestFirst = oldestFirst;
        this.which = which;
        this.options = options;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    Backlog left(Instant now) {
        return new Backlog(left, oldest == null ? Duration.ZERO : Duration.between(oldest, now));
    }

    /** The next rows of entities that can still be published; empty: there is none. */
    List<UnpublishedRow> batch() {
        List<UnpublishedRow> batch = new ArrayList<>();
        UnpublishedRow row = next();
        while (row != null) {
            if (stuck.contains(row.key().entity())) {
                leave(row);
            } else {
                batch.add(row);
            }
            row = batch.size() < options.batch() ? next() : null;
        }
        return batch;
    }

    private @Nullable UnpublishedRow next() {
        UnpublishedRow row = oldestFirst.next();
        while (row != null && !which.test(row.key())) {
            row = oldestFirst.next();
        }
        return row;
    }

    void note(List<UnpublishedRow> batch, List<Outcome> made) {
        outcomes.addAll(made);
        for (int i = 0; i < batch.size(); i++) {
            Decision decision = made.get(i).decision();
            if (decision instanceof Decision.Unpublished || !decision.settled()) {
                leave(batch.get(i));
                stuck.add(batch.get(i).key().entity());
            }
        }
    }

    void leave(List<UnpublishedRow> batch) {
        batch.forEach(this::leave);
    }

    private void leave(UnpublishedRow row) {
        left++;
        oldest = oldest == null || row.committed().isBefore(oldest) ? row.committed() : oldest;
    }

    void countRest(BooleanSupplier timeIsLeft) {
        while (left < options.counted() && timeIsLeft.getAsBoolean()) {
            UnpublishedRow row = next();
            if (row == null) {
                return;
            }
            leave(row);
        }
    }
}
