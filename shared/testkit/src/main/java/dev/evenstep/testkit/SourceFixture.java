package dev.evenstep.testkit;

import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source, and what its platform does: the one thing that the suite cannot know. A fixture is never kinder than the platform.
 *
 * @param <E> what an invocation is handed
 * @param <A> what it answers
 */
interface SourceFixture<E, A> {

    Source<E, A> source();

    /** The platform's event with these records, in this order. */
    E event(List<SourceRecord> records);

    /** The numbers of the records that the answer names; nothing where the platform knows only the batch. */
    Set<Integer> named(A answer, List<SourceRecord> sent);

    /** What a dead letter of the record must name, for its payload to be found where it came from. */
    String place(SourceRecord record);

    /** Whether records of one key have an order. */
    boolean isOrdered();

    /** Whether the answer, without naming any, says that the batch was not taken. */
    default boolean isRefused(A answer) {
        return false;
    }

    /** Whether a record has the same name however often it comes: over HTTP it has its request's. */
    default boolean isNamedForGood() {
        return true;
    }

    /** Within which {@code FROM_FIRST} counts. */
    default String shard(SourceRecord record) {
        return "one";
    }

    /** What the events are called. */
    default String type() {
        return "Happened";
    }

    /** Which record the event is of. */
    default int numberOf(Envelope envelope) {
        return Integer.parseInt(String.valueOf(envelope.data().get("number")));
    }

    /** The platform's event of a record that it replays; empty where it does not say. */
    default Optional<E> replayed(SourceRecord record) {
        return Optional.empty();
    }

    /** Most records in one event. */
    default int most() {
        return Integer.MAX_VALUE;
    }
}
