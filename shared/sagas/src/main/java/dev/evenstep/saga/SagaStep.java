package dev.evenstep.saga;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.saga.SagaTriggers.Correlation;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A step of a saga: the command that it sends, the events that answer it, and how it is undone. Its functions are pure, and
 * throw nothing. Immutable.
 *
 * @param <S> the saga's state
 */
public final class SagaStep<S> {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final String name;
    private final @Nullable Function<S, NewEvent<?>> command;
    private final @Nullable Function<S, NewEvent<?>> compensation;
    private final @Nullable Duration limit;
    private final List<SagaTrigger<S>> triggers;

    private SagaStep(
            String name,
            @Nullable Function<S, NewEvent<?>> command,
            @Nullable Function<S, NewEvent<?>> compensation,
            @Nullable Duration limit,
            List<SagaTrigger<S>> triggers) {
        this.name = name;
        this.command = command;
        this.compensation = compensation;
        this.limit = limit;
        this.triggers = triggers;
    }

    static <S> SagaStep<S> named(String name) {
        return new SagaStep<>(name, null, null, null, List.of());
    }

    /** The command, an event in the commit that begins the step. */
    public SagaStep<S> sends(Function<S, NewEvent<?>> other) {
        return new SagaStep<>(name, other, compensation, limit, triggers);
    }

    /**
     * What says that it is done. Several calls add up: any of them.
     *
     * @param key of the instance that an event belongs to
     * @param evolve the state after it
     */
    public <T> SagaStep<S> succeedsOn(EventType<T> type, Function<T, String> key, BiFunction<S, T, S> evolve) {
        return on(new SagaTriggers.Success<>(new Correlation<>(type, key), name, evolve));
    }

    /** The same, which leaves the state as it is. */
    public <T> SagaStep<S> succeedsOn(EventType<T> type, Function<T, String> key) {
        return succeedsOn(type, key, (state, event) -> state);
    }

    /**
     * What says that it was refused and has no effect, so that the saga is given up: every step before it is compensated.
     *
     * @param key of the instance that an event belongs to
     * @param reason for people, without personal data
     */
    public <T> SagaStep<S> failsOn(EventType<T> type, Function<T, String> key, Function<T, String> reason) {
        return on(new SagaTriggers.Refusal<>(new Correlation<>(type, key), name, reason));
    }

    /**
     * The command that undoes it when the saga is given up, sent once, and what says that this is done. It may come to whoever
     * takes it before the step's own command, which must have no effect then.
     *
     * @param key of the instance that an event belongs to
     */
    public <T> SagaStep<S> compensatedBy(Function<S, NewEvent<?>> other, EventType<T> until, Function<T, String> key) {
        return new SagaStep<>(name, command, other, limit, triggers)
                .on(new SagaTriggers.Undone<>(new Correlation<>(until, key), name));
    }

    /**
     * How long its answer is waited for; then the saga is given up, and this step is compensated too, since nobody knows
     * whether it was done. Without, for ever.
     *
     * @throws IllegalArgumentException when it is not above 0, or above 36,500 days
     */
    public SagaStep<S> within(Duration other) {
        if (!other.isPositive() || other.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Step %s is limited to %s: more than 0 and up to 36,500 days are allowed".formatted(name, other));
        }
        return new SagaStep<>(name, command, compensation, other, triggers);
    }

    private SagaStep<S> on(SagaTrigger<S> trigger) {
        List<SagaTrigger<S>> all = new ArrayList<>(triggers);
        all.add(trigger);
        return new SagaStep<>(name, command, compensation, limit, List.copyOf(all));
    }

    String name() {
        return name;
    }

    List<SagaTrigger<S>> triggers() {
        return triggers;
    }

    @Nullable
    Duration limit() {
        return limit;
    }

    boolean isCompensated() {
        return compensation != null;
    }

    NewEvent<?> command(S state) {
        return Objects.requireNonNull(command, name).apply(state);
    }

    NewEvent<?> compensation(S state) {
        return Objects.requireNonNull(compensation, name).apply(state);
    }

    /** @throws IllegalArgumentException when it sends nothing, or awaits nothing */
    SagaStep<S> verified() {
        if (command == null || triggers.stream().noneMatch(SagaTriggers.Success.class::isInstance)) {
            throw new IllegalArgumentException("Step " + name + " needs what it sends, and what it succeeds on");
        }
        return this;
    }
}
