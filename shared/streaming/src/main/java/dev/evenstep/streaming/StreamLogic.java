package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one key's state, pure.
 *
 * @param <S> the state, a record
 * @param <M> what it comes to from time to time
 */
interface StreamLogic<S, M> {

    /** So much is closed in one transaction, of which an effect has 98 items. */
    int MOST_AT_ONCE = 40;

    List<Keyed<?>> inputs();

    Class<S> stateClass();

    S empty();

    /** An event of this key. */
    StreamStep<S, M> take(String key, S state, Event<?> event, Instant now);

    /** What is over by now, the earliest first; perhaps not all. */
    StreamStep<S, M> due(String key, S state, Instant now);

    /** When something is over next; null: never, unless an event comes. */
    @Nullable
    Instant next(S state);

    /** For how long a state without anything to come is of use after its last change. */
    Duration memory();

    record StreamStep<S, M>(S state, List<M> results, boolean isLate) {

        static <S, M> StreamStep<S, M> to(S state) {
            return new StreamStep<>(state, List.of(), false);
        }

        static <S, M> StreamStep<S, M> late(S state) {
            return new StreamStep<>(state, List.of(), true);
        }
    }
}
