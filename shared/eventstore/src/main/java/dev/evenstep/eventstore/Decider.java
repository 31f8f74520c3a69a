package dev.evenstep.eventstore;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one kind of stream: which events a command makes of a state, and which state the events make. Pure: times,
 * ids and chances come in the command.
 *
 * @param <C> the commands' class, best sealed
 * @param <E> the class of the events' data, best sealed
 * @param <S> the state's class, immutable
 */
public interface Decider<C, E, S> {

    /** The state of a stream without events. */
    S initial();

    /** What a command does in a state: {@link Decided#events} or {@link Decided#refused}. */
    Decided<E> decide(C command, S state);

    /** The state after an event. It refuses none, for it happened. */
    S evolve(S state, E event);

    /** A decision. */
    sealed interface Decided<E> {

        /** @param events none: there is nothing to do */
        record DecidedEvents<E>(List<E> events) implements Decided<E> {

            public DecidedEvents {
                events = List.copyOf(events);
            }
        }

        /**
         * @param code for programs, such as {@code out-of-stock}
         * @param detail for people, without personal data
         */
        record RefusedCommand<E>(String code, String detail) implements Decided<E> {}

        @SafeVarargs
        static <E> Decided<E> events(E... events) {
            List<E> all = new ArrayList<>();
            for (E event : events) {
                all.add(event);
            }
            return new DecidedEvents<>(all);
        }

        static <E> Decided<E> refused(String code, String detail) {
            return new RefusedCommand<>(code, detail);
        }
    }
}
