package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Effect.Publication.About;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.consume.OutboxEventFactory.Cause;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Committed;
import dev.evenstep.internal.store.Commits.Contended;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.VersionTaken;
import dev.evenstep.internal.store.Commits.WriteRefused;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commits an effect with the record of its event, and says what became of it. */
final class EffectCommitter {

    /**
     * At what is parked behind a record, for one commit. Others being parked is no failure, and ends when no more may be;
     * giving up sooner would have an outside effect done again.
     */
    private static final int MOST_LOOKS = 1_000;

    private final Store store;
    private final ConsumeOptions options;
    private final DataBinding binding;
    private final OutboxEventFactory eventFactory;

    EffectCommitter(Store store, ConsumeOptions options) {
        this.store = store;
        this.options = options;
        this.binding = options.binding();
        this.eventFactory = new OutboxEventFactory(binding, options.encryption());
    }

    Attempt commit(Envelope event, Step step, Guard guard, ParkedFollowers followers, Effect effect) {
        return commit(event, step, guard, followers, effect, null);
    }

    /** For effects that rest on what was read: when that has changed, they are made anew. */
    Attempt commitAskingAgain(Envelope event, Step step, ParkedFollowers followers, Supplier<Effect> effect) {
        return commit(event, step, new Guard.FirstTime(), followers, effect.get(), effect);
    }

    private Attempt commit(
            Envelope event,
            Step step,
            Guard guard,
            ParkedFollowers followers,
            Effect first,
            @Nullable Supplier<Effect> again) {
        Effect effect = first;
        Cause cause = Cause.of(event, step.event());
        int looks = 0;
        for (int attempt = 1; ; attempt++) {
            boolean isLast = attempt >= options.attempts();
            boolean mayLook = looks < MOST_LOOKS;
            Commit commit = prepared(cause, step, guard, followers, effect);
            switch (store.commit(commit)) {
                case Committed committed -> {
                    return new Attempt.Decided(
                            effect.stale() == null ? new Decision.Applied(commit.result()) : effect.stale());
                }
                case Refusal.OthersParked(int count)
                when mayLook -> {
                    followers.look(count);
                    looks++;
                    attempt--;
                }
                case Refusal.Raced raced when !isLast -> pause(attempt);
                case Refusal refusal -> {
                    return new Attempt.Refused(refusal);
                }
                case WriteRefused(var item) -> {
                    Effect next = effect.alternative();
                    if (next == null && again != null && !isLast) {
                        next = again.get();
                    }
                    if (next == null) {
                        return failed("A condition on " + item + " does not hold");
                    }
                    effect = next;
                }
                case VersionTaken taken -> {
                    boolean known = isKnown(taken.entity(), effect);
                    if (known && again == null) {
                        return new Attempt.Decided(
                                new Decision.Poison(Reason.VERSION_CONFLICT, conflict(taken, cause), null));
                    }
                    if (isLast) {
                        return contended(conflict(taken, cause));
                    }
                    pause(attempt);
                    effect = again == null ? effect : again.get();
                    cause = known
                            ? cause
                            : cause.after(store.lastVersion(taken.entity().id()));
                }
                case Contended contended -> {
                    if (isLast) {
                        return contended(
                                "Other transactions were at the same items in all of " + attempt + " attempts");
                    }
                    pause(attempt);
                }
            }
        }
    }

    private void pause(int attempt) {
        options.pause().of(options.backoff().after(attempt));
    }

    private static Attempt failed(String detail) {
        return new Attempt.Decided(Decision.Transient.ofRecord(detail));
    }

    private static Attempt contended(String detail) {
        return new Attempt.Decided(Decision.Transient.ofContention(detail));
    }

    /** Whether the effect named the version itself, so that stamping its event with another would be untrue. */
    private static boolean isKnown(Entity entity, Effect effect) {
        return effect.events().stream().anyMatch(event -> event.about().equals(new About.Known(entity)));
    }

    private static String conflict(VersionTaken taken, Cause cause) {
        return "Version %d of %s was made by %s already, and what %s publishes claims it too"
                .formatted(taken.entity().version(), taken.entity().id(), taken.byEvent(), cause.key());
    }

    private Commit prepared(Cause cause, Step step, Guard guard, ParkedFollowers followers, Effect effect) {
        Instant now = options.clock().instant();
        List<SerializedEvent> events = eventFactory.prepare(cause, effect.events(), now);
        String result = effect.result() == null ? null : binding.text(effect.result());
        return new Commit(
                step, guard, followers.unparking(), effect.writes(), events, result, now, now.plus(options.remember()));
    }
}
