package dev.evenstep.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.store.Commits;
import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Committed;
import dev.evenstep.store.Commits.Contended;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Refusal;
import dev.evenstep.store.Step;
import java.time.Instant;
import java.util.List;

/** Moves a stream's position past a number, and does nothing else: one write. */
final class Passing {

    private final Commits store;
    private final ConsumeOptions options;

    Passing(Commits store, ConsumeOptions options) {
        this.store = store;
        this.options = options;
    }

    Attempt pass(Step step, Behind behind) {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = attempt >= options.attempts();
            switch (store.commit(commit(step, behind))) {
                case Committed committed -> {
                    return new Attempt.Decided(new Decision.Applied());
                }
                case Refusal.OthersParked(int count) when !isLast -> behind.look(count);
                case Refusal refusal -> {
                    return new Attempt.Refused(refusal);
                }
                case Contended contended
                when !isLast -> options.pause().of(options.backoff().after(attempt));
                case Commits.Outcome busy -> {
                    return new Attempt.Decided(new Decision.Transient(
                            "Other transactions were at its record in all of " + attempt + " attempts", null));
                }
            }
        }
    }

    private Commit commit(Step step, Behind behind) {
        Instant now = options.clock().instant();
        return new Commit(
                step,
                new Guard.FirstTime(),
                behind.unparking(),
                List.of(),
                List.of(),
                null,
                now,
                now.plus(options.remember()));
    }
}
