package dev.evenstep.streaming;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.streaming.StreamLogic.StreamStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a key, and makes an effect of it: the item behind what was read, results, and a timer. */
final class KeyTurns<S, M> implements StreamTurns {

    /** SQS hides a message for up to 12 hours, and deletes it after some days: a longer timer is sent again and again. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(11);

    /** Of an item's 400 KB, with some room for the key and the other attributes. */
    private static final int MOST_BYTES = 390 * 1024;

    private static final Duration MOST_AHEAD = Duration.ofDays(1);
    private static final Duration IDLE = Duration.ofDays(1);

    private final StreamKeys keys;
    private final StreamLogic<S, M> logic;
    private final BiFunction<Effect, M, Effect> sends;
    private final BiFunction<Effect, Event<?>, Effect> late;

    KeyTurns(
            StreamKeys keys,
            StreamLogic<S, M> logic,
            BiFunction<Effect, M, Effect> sends,
            BiFunction<Effect, Event<?>, Effect> late) {
        this.keys = keys;
        this.logic = logic;
        this.sends = sends;
        this.late = late;
    }

    @Override
    public Effect take(String key, @Nullable Item item, Event<?> event) {
        KeyedState<S> stored = stored(item);
        Instant now = now(stored);
        Instant time = event.envelope().time();
        if (time.isAfter(now.plus(MOST_AHEAD))) {
            throw new PermanentFailure(
                    Reason.REJECTED,
                    "The event is of %s, which is more than a day ahead of %s: mend its producer's clock"
                            .formatted(time, now));
        }
        StreamStep<S, M> over = logic.due(key, stored.state(), now);
        StreamStep<S, M> taken = logic.take(key, over.state(), event, now);
        List<M> results = new ArrayList<>(over.results());
        results.addAll(taken.results());
        Effect effect = effect(key, stored, new KeyedState<>(0, now, stored.timer(), taken.state()), results);
        return taken.isLate() ? late.apply(effect, event).asStale(now.toEpochMilli(), time.toEpochMilli()) : effect;
    }

    /** One that is not the one under way changes nothing that is not over. */
    @Override
    public Effect wake(StreamTimer timer, @Nullable Item item) {
        KeyedState<S> stored = stored(item);
        Instant now = now(stored);
        StreamStep<S, M> over = logic.due(timer.key(), stored.state(), now);
        Instant underWay = timer.due().equals(stored.timer()) ? null : stored.timer();
        return effect(timer.key(), stored, new KeyedState<>(0, now, underWay, over.state()), over.results());
    }

    private KeyedState<S> stored(@Nullable Item item) {
        return KeyedState.of(item, logic.stateClass(), logic.empty());
    }

    private Instant now(KeyedState<S> stored) {
        Instant clock = keys.clock().instant();
        return clock.isBefore(stored.now()) ? stored.now() : clock;
    }

    private Effect effect(String key, KeyedState<S> stored, KeyedState<S> decided, List<M> results) {
        Instant now = decided.now();
        Instant next = logic.next(decided.state());
        Instant timer = decided.timer();
        boolean isTooLate = timer == null || !timer.isAfter(now) || (next != null && timer.isAfter(next));
        Instant sent = next != null && isTooLate ? due(next, now) : null;
        if (sent == null
                && Objects.equals(timer, stored.timer())
                && decided.state().equals(stored.state())) {
            return Effect.none();
        }
        KeyedState<S> after = new KeyedState<>(0, now, sent == null ? timer : sent, decided.state());
        Instant expires = next == null ? now.plus(logic.memory()).plus(IDLE) : null;
        Write.Put write = stored.write(keys.items().apply(key), after, expires);
        requireRoom(key, write.item());
        Effect effect = Effect.of(write);
        for (M result : results) {
            effect = sends.apply(effect, result);
        }
        return sent == null
                ? effect
                : effect.publishUnordered(StreamTimer.TYPE, new StreamTimer(keys.consumer(), key, sent))
                        .withExtension(Extensions.NOT_BEFORE, sent.toString());
    }

    /** Another than the one before, by which they are told apart. */
    private static Instant due(Instant next, Instant now) {
        Instant latest = now.plus(LONGEST_WAIT);
        Instant due = next.isAfter(latest) ? latest : next;
        return due.isBefore(now) ? now : due;
    }

    private void requireRoom(String key, Item item) {
        long bytes = item.size();
        if (bytes > MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The state of %s for the consumer %s would have %,d bytes; %,d are the most: keep less of each event, less long"
                            .formatted(key, keys.consumer(), bytes, MOST_BYTES));
        }
    }
}
