package dev.evenstep.consume;

import dev.evenstep.consume.Publishing.Cause;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Outgoing.About;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Event;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.schema.DataBinding;
import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import dev.evenstep.store.Commits.Outcome.Committed;
import dev.evenstep.store.Commits.Outcome.Contended;
import dev.evenstep.store.Commits.Outcome.HeldByAnother;
import dev.evenstep.store.Commits.Outcome.LeaseLost;
import dev.evenstep.store.Commits.Outcome.VersionTaken;
import dev.evenstep.store.Commits.Outcome.WriteRefused;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commits an effect with the mark of its event, and says what became of it. */
final class Committing {

    private final String consumer;
    private final Store store;
    private final ConsumeOptions options;
    private final DataBinding binding = new DataBinding();
    private final Publishing publishing = new Publishing(binding);

    Committing(String consumer, Store store, ConsumeOptions options) {
        this.consumer = consumer;
        this.store = store;
        this.options = options;
    }

    Decision commit(Event<?> event, Guard guard, Effect effect) {
        return commit(event, guard, effect, null);
    }

    /** For effects that rest on what was read: when that has changed, they are made anew. */
    Decision commitAskingAgain(Event<?> event, Supplier<Effect> effect) {
        return commit(event, new Guard.FirstTime(), effect.get(), effect);
    }

    private Decision commit(Event<?> event, Guard guard, Effect first, @Nullable Supplier<Effect> again) {
        Effect effect = first;
        Cause cause = Cause.of(event.envelope(), IdempotencyKey.of(consumer, event.envelope()));
        for (int attempt = 1; ; attempt++) {
            switch (store.commit(prepared(cause, guard, effect))) {
                case Committed committed -> {
                    return new Decision.Applied();
                }
                case AlreadyCompleted(String result) -> {
                    return new Decision.Duplicate(result);
                }
                case HeldByAnother(Instant until) -> {
                    return new Decision.InProgress(until);
                }
                case LeaseLost lost -> {
                    return new Decision.Transient("The lease ran out before the effect was committed", null);
                }
                case WriteRefused(var item) -> {
                    Effect next = effect.otherwise();
                    if (next == null && again != null && attempt < options.attempts()) {
                        next = again.get();
                    }
                    if (next == null) {
                        return new Decision.Transient("A condition on " + item + " does not hold", null);
                    }
                    effect = next;
                }
                case VersionTaken taken -> {
                    boolean known = isKnown(taken.entity(), effect);
                    if (known && again == null) {
                        return new Decision.Poison(Reason.VERSION_CONFLICT, conflict(taken, cause), null);
                    }
                    if (attempt >= options.attempts()) {
                        return new Decision.Transient(conflict(taken, cause), null);
                    }
                    options.pause().of(options.backoff().after(attempt));
                    effect = again == null ? effect : again.get();
                    cause = known
                            ? cause
                            : cause.after(store.lastVersion(taken.entity().id()));
                }
                case Contended contended -> {
                    if (attempt >= options.attempts()) {
                        return new Decision.Transient(
                                "Other transactions were at the same items in all of " + attempt + " attempts", null);
                    }
                    options.pause().of(options.backoff().after(attempt));
                }
            }
        }
    }

    /** Whether the effect named the version itself, so that stamping its event with another would be untrue. */
    private static boolean isKnown(Entity entity, Effect effect) {
        return effect.events().stream().anyMatch(event -> event.about().equals(new About.Known(entity)));
    }

    private static String conflict(VersionTaken taken, Cause cause) {
        return "Version %d of %s was made by %s already, and what %s publishes claims it too"
                .formatted(taken.entity().version(), taken.entity().id(), taken.byEvent(), cause.key());
    }

    private Commit prepared(Cause cause, Guard guard, Effect effect) {
        Instant now = options.clock().instant();
        List<SerializedEvent> events = publishing.prepare(cause, effect.events(), now);
        String result = effect.result() == null ? null : binding.text(effect.result());
        return new Commit(cause.key(), guard, effect.writes(), events, result, now, now.plus(options.remember()));
    }
}
