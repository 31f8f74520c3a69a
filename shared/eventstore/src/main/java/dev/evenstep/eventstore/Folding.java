package dev.evenstep.eventstore;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.SnapshotStore.Snapshot;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A state on its way through a stream. */
final class Folding<S> {

    private S state;
    private Position position;
    private Instant latest;
    private @Nullable String last;
    private @Nullable String expected;
    private int count;

    private Folding(S state, Position position, Instant latest, @Nullable String expected) {
        this.state = state;
        this.position = position;
        this.latest = latest;
        this.expected = expected;
    }

    static <S> Folding<S> of(S initial) {
        return new Folding<>(initial, Position.START, Instant.MIN, null);
    }

    /** What is read must begin with the snapshot's last event. */
    static <S> Folding<S> behind(Snapshot snapshot, S state) {
        return new Folding<>(state, snapshot.position(), snapshot.latest(), snapshot.eventId());
    }

    void addAll(
            EventReader reader, BiFunction<S, Event<?>, S> evolve, EventStore store, String stream, ReadOptions from) {
        ReadOptions next = from;
        while (next != null) {
            Slice slice = store.read(stream, next);
            for (Envelope event : slice.events()) {
                if (expected == null) {
                    add(reader.read(event), evolve);
                } else if (expected.equals(event.id())) {
                    expected = null;
                } else {
                    return;
                }
            }
            position = slice.position();
            next = slice.next();
        }
    }

    /** Whether the stream had the event that what is read must begin with. */
    boolean fits() {
        return expected == null;
    }

    private void add(Event<?> event, BiFunction<S, Event<?>, S> evolve) {
        state = evolve.apply(state, event);
        last = event.id();
        Instant time = event.envelope().time();
        latest = time.isAfter(latest) ? time : latest;
        count++;
    }

    S state() {
        return state;
    }

    Position position() {
        return position;
    }

    /** Of the events in it; null where none was added. */
    @Nullable
    String last() {
        return last;
    }

    Instant latest() {
        return latest;
    }

    /** How many events were added. */
    int count() {
        return count;
    }
}
