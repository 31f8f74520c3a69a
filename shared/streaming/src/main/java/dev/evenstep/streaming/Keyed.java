package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which events of a type are looked at, and which key each belongs to: a customer, a device. All events of a key share one
 * state, and keys know nothing of each other.
 *
 * @param <T> the data's class
 */
public final class Keyed<T> {

    private final EventType<T> type;
    private final Function<? super T, String> key;
    private final Predicate<? super T> filter;

    private Keyed(EventType<T> type, Function<? super T, String> key, Predicate<? super T> filter) {
        this.type = type;
        this.key = key;
        this.filter = filter;
    }

    /** All events of a type. */
    public static <T> Keyed<T> of(EventType<T> type, Function<? super T, String> key) {
        return new Keyed<>(type, key, data -> true);
    }

    /** Only those for which this holds, too. Any other takes no effect and costs no read. */
    public Keyed<T> where(Predicate<? super T> condition) {
        return new Keyed<>(type, key, data -> filter.test(data) && condition.test(data));
    }

    EventType<T> type() {
        return type;
    }

    boolean takes(Event<?> event) {
        return event.type().equals(type.name())
                && filter.test(event.as(type.dataClass()).data());
    }

    String key(Event<?> event) {
        return key.apply(event.as(type.dataClass()).data());
    }
}
