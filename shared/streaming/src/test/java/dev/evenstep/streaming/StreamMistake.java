package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A mistake that is planted to see that the schedules find it. */
enum StreamMistake {
    NONE,
    /** An event takes effect whether it did before or not. */
    DUPLICATES_COUNT,
    /** The state is written whatever it has become meanwhile. */
    STATE_IS_NOT_GUARDED,
    /** The state is written first, then the record and what is sent. */
    STATE_BESIDE_THE_TRANSACTION,
    /** Timers are sent after the transaction. */
    TIMERS_BESIDE_THE_TRANSACTION,
    /** What is over stays in the state. */
    TIMERS_CLOSE_TWICE,
    /** Windows close without waiting for the allowed lateness. */
    CLOSES_EARLY,
    /** An event is late by its own time, so never. */
    LATE_BY_ITS_OWN_CLOCK,
    /** A clock that is behind opens again what is closed. */
    FORGETS_THE_TIME,
    /** The session that an event joins has that event alone. */
    SESSIONS_ARE_REPLACED,
    /** What was told is told again. */
    MATCHES_ARE_FORGOTTEN;

    <S, M> StreamLogic<S, M> in(StreamLogic<S, M> logic, UnaryOperator<S> untold) {
        return new StreamLogic<>() {
            @Override
            public List<Keyed<?>> inputs() {
                return logic.inputs();
            }

            @Override
            public Class<S> stateClass() {
                return logic.stateClass();
            }

            @Override
            public S empty() {
                return logic.empty();
            }

            @Override
            public StreamStep<S, M> take(String key, S state, Event<?> event, Instant now) {
                S known = StreamMistake.this == MATCHES_ARE_FORGOTTEN ? untold.apply(state) : state;
                Instant at = StreamMistake.this == LATE_BY_ITS_OWN_CLOCK
                        ? event.envelope().time()
                        : now;
                return logic.take(key, known, event, at);
            }

            @Override
            public StreamStep<S, M> due(String key, S state, Instant now) {
                Instant at = StreamMistake.this == CLOSES_EARLY ? now.plus(Duration.ofSeconds(5)) : now;
                StreamStep<S, M> step = logic.due(key, state, at);
                return StreamMistake.this == TIMERS_CLOSE_TWICE ? new StreamStep<>(state, step.results(), false) : step;
            }

            @Override
            public @Nullable Instant next(S state) {
                return logic.next(state);
            }

            @Override
            public Duration memory() {
                return logic.memory();
            }
        };
    }
}
