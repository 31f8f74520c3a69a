package dev.evenstep.saga;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What event types mean to a saga. */
final class SagaTriggers {

    private SagaTriggers() {}

    /** What one event type means. */
    sealed interface SagaTrigger<S> {

        Correlation<?> correlation();
    }

    /** To which instance an event of a type belongs. */
    record Correlation<T>(EventType<T> type, Function<T, String> function) {

        String key(Event<?> event) {
            String key = function.apply(data(event));
            if (key == null || key.isBlank()) {
                throw new PermanentFailure("%s %s has no key to find its saga by".formatted(type.name(), event.id()));
            }
            return key;
        }

        T data(Event<?> event) {
            return type.dataClass().cast(event.data());
        }
    }

    record Start<S, T>(Correlation<T> correlation, Function<T, S> initial) implements SagaTrigger<S> {

        S state(Event<?> event) {
            return initial.apply(correlation.data(event));
        }
    }

    record Success<S, T>(Correlation<T> correlation, String step, BiFunction<S, T, S> evolve)
            implements SagaTrigger<S> {

        S state(S before, Event<?> event) {
            return evolve.apply(before, correlation.data(event));
        }
    }

    record Refusal<S, T>(Correlation<T> correlation, String step, Function<T, String> why) implements SagaTrigger<S> {

        String reason(Event<?> event) {
            return why.apply(correlation.data(event));
        }
    }

    record Undone<S, T>(Correlation<T> correlation, String step) implements SagaTrigger<S> {}
}
