package dev.evenstep.streaming;

import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.DataReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a window makes of its events. It keeps a state as JSON, which has to stay small: it is read and written with each event.
 * Events come in any order, so the result must not depend on it; those here are exact and do not.
 *
 * @param <T> the events' data
 * @param <R> the result
 */
public final class Aggregation<T, R> {

    private static final DataBinding BINDING = new DataBinding();

    private final BiFunction<@Nullable String, T, String> add;
    private final BinaryOperator<String> merge;
    private final Function<String, R> result;

    private Aggregation(
            BiFunction<@Nullable String, T, String> add, BinaryOperator<String> merge, Function<String, R> result) {
        this.add = add;
        this.merge = merge;
        this.result = result;
    }

    /** How many there were. */
    public static <T> Aggregation<T, Long> count() {
        Aggregation<T, RunningCount> count = fold(
                RunningCount.class,
                new RunningCount(0),
                (running, event) -> new RunningCount(running.events + 1),
                (one, other) -> new RunningCount(one.events + other.events));
        return count.then(RunningCount::events);
    }

    /** The exact sum. */
    public static <T> Aggregation<T, BigDecimal> sum(Function<? super T, BigDecimal> value) {
        return Aggregation.<T>total(value).then(RunningTotal::total);
    }

    /** The mean, to the 16 digits of {@link MathContext#DECIMAL64}. */
    public static <T> Aggregation<T, BigDecimal> average(Function<? super T, BigDecimal> value) {
        return Aggregation.<T>total(value)
                .then(total -> total.total.divide(BigDecimal.valueOf(total.events), MathContext.DECIMAL64));
    }

    public static <T> Aggregation<T, BigDecimal> min(Function<? super T, BigDecimal> value) {
        return extreme(value, BigDecimal::min);
    }

    public static <T> Aggregation<T, BigDecimal> max(Function<? super T, BigDecimal> value) {
        return extreme(value, BigDecimal::max);
    }

    /**
     * One of your own.
     *
     * @param state a record that Jackson reads as event data is read; never a list of the events where that may become long
     * @param empty before the first event
     * @param add pure, whatever the order
     * @param merge of two parts, where an event joins two sessions
     */
    public static <T, A> Aggregation<T, A> fold(
            Class<A> state, A empty, BiFunction<? super A, ? super T, ? extends A> add, BinaryOperator<A> merge) {
        DataReader<A> reader = BINDING.reader(state, "the state of a window");
        return new Aggregation<>(
                (json, event) -> BINDING.text(add.apply(json == null ? empty : reader.read(json), event)),
                (one, other) -> BINDING.text(merge.apply(reader.read(one), reader.read(other))),
                reader::read);
    }

    /** Makes another result of it. */
    public <Q> Aggregation<T, Q> then(Function<? super R, ? extends Q> function) {
        return new Aggregation<>(add, merge, json -> function.apply(result.apply(json)));
    }

    String added(@Nullable String json, T event) {
        return add.apply(json, event);
    }

    String merged(String one, String other) {
        return merge.apply(one, other);
    }

    R result(String json) {
        return result.apply(json);
    }

    private static <T> Aggregation<T, RunningTotal> total(Function<? super T, BigDecimal> value) {
        return fold(
                RunningTotal.class,
                new RunningTotal(BigDecimal.ZERO, 0),
                (total, event) -> new RunningTotal(total.total.add(value.apply(event)), total.events + 1),
                (one, other) -> new RunningTotal(one.total.add(other.total), one.events + other.events));
    }

    private static <T> Aggregation<T, BigDecimal> extreme(
            Function<? super T, BigDecimal> value, BinaryOperator<BigDecimal> choice) {
        return new Aggregation<>(
                (json, event) -> {
                    BigDecimal first = value.apply(event);
                    return BINDING.text(json == null ? first : choice.apply(number(json), first));
                },
                (one, other) -> BINDING.text(choice.apply(number(one), number(other))),
                Aggregation::number);
    }

    private static BigDecimal number(String json) {
        return BINDING.read(json, BigDecimal.class, "the state of a window");
    }

    private record RunningCount(long events) {}

    private record RunningTotal(BigDecimal total, long events) {}
}
