package dev.evenstep.saga;

import dev.evenstep.saga.SagaTriggers.Correlation;
import dev.evenstep.saga.SagaTriggers.SagaTrigger;
import dev.evenstep.schema.EventType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a saga, as Garcia-Molina and Salem have them ("Sagas", 1987): steps in sequence, of which, when one is
 * refused or does not answer in time, those that were done are undone in reverse. A value without a state of its own;
 * {@link SagaHandler} runs it. Immutable.
 *
 * @param <S> the state of an instance, best a record: what steps need for their commands. It is kept as JSON in clear, so it
 *     has no personal data
 */
public final class Saga<S> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final String name;
    private final Class<S> stateClass;
    private final int version;
    private final List<SagaTrigger<S>> starts;
    private final List<SagaStep<S>> steps;

    private Saga(String name, Class<S> stateClass, int version, List<SagaTrigger<S>> starts, List<SagaStep<S>> steps) {
        this.name = name;
        this.stateClass = stateClass;
        this.version = version;
        this.starts = List.copyOf(starts);
        this.steps = List.copyOf(steps);
        Set<String> seen = new HashSet<>();
        for (SagaTrigger<S> trigger : triggers()) {
            String type = trigger.correlation().type().name();
            if (!seen.add(type)) {
                throw new IllegalArgumentException(
                        "Saga %s has two uses of %s: a type means one thing to a saga".formatted(name, type));
            }
        }
    }

    /**
     * A saga of version 1.
     *
     * @param name 1 to 100 letters, digits, and {@code ._-} but at the front; its instances are the streams {@code
     *     <name>-<key>}
     */
    public static <S> Saga<S> named(String name, Class<S> stateClass) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A saga's name is 1 to 100 letters, digits, dots, underscores and hyphens, and begins with one of the first two");
        }
        return new Saga<>(name, stateClass, 1, List.of(), List.of());
    }

    /**
     * The same at another version. An instance keeps the one under which it was started: raise it whenever steps, what they
     * do or the state's class change, and register the old one as long as it has instances.
     */
    public Saga<S> version(int other) {
        if (other < 1) {
            throw new IllegalArgumentException("version is " + other + ": versions count from 1");
        }
        return new Saga<>(name, stateClass, other, starts, steps);
    }

    /**
     * What starts an instance. Several calls add up: any of them.
     *
     * @param key of the instance, the same in all events that belong to it and in all versions; with the saga's name up to
     *     255 characters
     * @param initial its state
     */
    public <T> Saga<S> startedBy(EventType<T> type, Function<T, String> key, Function<T, S> initial) {
        List<SagaTrigger<S>> all = new ArrayList<>(starts);
        all.add(new SagaTriggers.Start<>(new Correlation<>(type, key), initial));
        return new Saga<>(name, stateClass, version, all, steps);
    }

    /**
     * One step more, behind the others.
     *
     * @param made what it sends and awaits
     * @throws IllegalArgumentException when a step has the name, when it sends or awaits nothing, or when an event type has a
     *     meaning already
     */
    public Saga<S> step(String step, UnaryOperator<SagaStep<S>> made) {
        if (find(step) != null) {
            throw new IllegalArgumentException("Saga %s has two steps %s".formatted(name, step));
        }
        List<SagaStep<S>> all = new ArrayList<>(steps);
        all.add(made.apply(SagaStep.named(step)).verified());
        return new Saga<>(name, stateClass, version, starts, all);
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    Class<S> stateClass() {
        return stateClass;
    }

    List<SagaStep<S>> steps() {
        return steps;
    }

    @Nullable
    SagaStep<S> find(String step) {
        return steps.stream()
                .filter(each -> each.name().equals(step))
                .findFirst()
                .orElse(null);
    }

    List<SagaTrigger<S>> triggers() {
        List<SagaTrigger<S>> all = new ArrayList<>(starts);
        steps.forEach(step -> all.addAll(step.triggers()));
        return all;
    }

    @Nullable
    SagaTrigger<S> trigger(String type) {
        return triggers().stream()
                .filter(trigger -> trigger.correlation().type().name().equals(type))
                .findFirst()
                .orElse(null);
    }
}
