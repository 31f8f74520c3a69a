package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Committed;
import dev.evenstep.internal.store.Commits.Contended;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves a stream's position past a number, and does nothing else: one write. */
final class PositionAdvance {

    private final Commits store;
    private final ConsumeOptions options;

    PositionAdvance(Commits store, ConsumeOptions options) {
        this.store = store;
        this.options = options;
    }

    Attempt pass(Step step, ParkedFollowers followers) {
        for (int attempt = 1; ; attempt++) {
            boolean isLast = attempt >= options.attempts();
            switch (store.commit(commit(step, followers))) {
                case Committed committed -> {
                    return new Attempt.Decided(new Decision.Applied());
                }
                case Refusal.OthersParked(int count) when !isLast -> followers.look(count);
                case Refusal.Raced raced
                when !isLast -> options.pause().of(options.backoff().after(attempt));
                case Refusal refusal -> {
                    return new Attempt.Refused(refusal);
                }
                case Contended contended
                when !isLast -> options.pause().of(options.backoff().after(attempt));
                case Contended contended -> {
                    return new Attempt.Decided(Decision.Transient.ofContention(
                            "Other transactions were at its record in all of " + attempt + " attempts"));
                }
                case Commits.WriteRefused impossible -> throw withoutEffect(impossible);
                case Commits.VersionTaken impossible -> throw withoutEffect(impossible);
            }
        }
    }

    private static IllegalStateException withoutEffect(Commits.CommitOutcome outcome) {
        return new IllegalStateException("A step without writes or events was refused for one: " + outcome);
    }

    /**
     * The same, for whoever has nothing else to do when it does not succeed.
     *
     * @return null when it was moved; why not, when the stream is elsewhere
     * @throws IllegalStateException when others were in the way
     */
    @Nullable
    Refusal moveOn(Step.Ordered step, ParkedFollowers followers) {
        return switch (pass(step, followers)) {
            case Attempt.Decided(Decision.Applied applied) -> null;
            case Attempt.Refused(Refusal elsewhere) when isElsewhere(elsewhere) -> elsewhere;
            case Attempt other ->
                throw new IllegalStateException(step.address().text() + " was not moved past its " + step.number()
                        + "; it is tried again: " + other);
        };
    }

    private static boolean isElsewhere(Refusal refusal) {
        return switch (refusal) {
            case Refusal.AlreadyCompleted completed -> true;
            case Refusal.KeyReused reused -> true;
            case Refusal.Conflict conflict -> true;
            case Refusal.Late late -> true;
            case Refusal.Early early -> true;
            case Refusal.HeldByAnother held -> false;
            case Refusal.AnswerUnknown unknown -> false;
            case Refusal.LeaseLost lost -> false;
            case Refusal.OthersParked others -> false;
            case Refusal.Raced raced -> false;
        };
    }

    private Commit commit(Step step, ParkedFollowers followers) {
        Instant now = options.clock().instant();
        return new Commit(
                step,
                new Guard.FirstTime(),
                followers.unparking(),
                List.of(),
                List.of(),
                null,
                now,
                now.plus(options.remember()));
    }
}
