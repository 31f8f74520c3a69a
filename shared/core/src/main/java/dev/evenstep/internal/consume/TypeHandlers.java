package dev.evenstep.internal.consume;

import dev.evenstep.event.Event;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.schema.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A consumer's name, and a function for each type that it takes.
 *
 * @param <R> what the functions answer
 */
record TypeHandlers<R>(String consumer, List<Typed<?, R>> typed) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    TypeHandlers {
        if (!NAME.matcher(consumer).matches()) {
            throw new IllegalArgumentException("A consumer's name is \"" + consumer
                    + "\"; it must be 1 to 64 lower-case letters, digits and hyphens");
        }
        typed = List.copyOf(typed);
    }

    <T> TypeHandlers<R> with(EventType<T> type, Function<T, R> function) {
        List<Typed<?, R>> more = new ArrayList<>(typed);
        more.add(new Typed<>(type, function));
        return new TypeHandlers<>(consumer, more);
    }

    /** @throws IllegalStateException when the consumer takes no type at all */
    EventTypes types(DataBinding binding, FieldEncryption encryption) {
        if (typed.isEmpty()) {
            throw new IllegalStateException("Consumer " + consumer + " takes no event type; declare one with on(…)");
        }
        return EventTypes.of(typed.stream().map(Typed::type).toList(), binding, encryption);
    }

    boolean takes(String type) {
        return typed.stream().anyMatch(candidate -> candidate.type().name().equals(type));
    }

    R handle(Event<?> event) throws Exception {
        for (Typed<?, R> candidate : typed) {
            if (candidate.type().name().equals(event.type())) {
                return candidate.handle(event);
            }
        }
        throw new IllegalArgumentException("Consumer " + consumer + " does not take " + event.type());
    }

    interface Function<T, R> {

        R apply(Event<T> event) throws Exception;
    }

    record Typed<T, R>(EventType<T> type, Function<T, R> function) {

        R handle(Event<?> event) throws Exception {
            return function.apply(event.as(type.dataClass()));
        }
    }
}
