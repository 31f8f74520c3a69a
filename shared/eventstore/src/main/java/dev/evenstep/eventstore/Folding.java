package dev.evenstep.eventstore;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Fold.Loaded;
import dev.evenstep.eventstore.SnapshotStore.StateSnapshot;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A state on its way through a stream. */
final class Folding<S> {

    private final @Nullable StateSnapshot snapshot;
    private final @Nullable AppendTrace trace;
    private S state;
    private Position position;
    private Instant latest;
    private @Nullable String last;
    private boolean fits;
    private int count;

    private Folding(S state, @Nullable StateSnapshot snapshot, @Nullable AppendTrace trace) {
        this.state = state;
        this.snapshot = snapshot;
        this.trace = trace;
        this.position = snapshot == null ? Position.START : snapshot.position();
        this.latest = snapshot == null ? Instant.MIN : snapshot.latest();
        this.fits = snapshot == null;
    }

    static <S> Folding<S> of(S initial, @Nullable AppendTrace trace) {
        return new Folding<>(initial, null, trace);
    }

    /** What is read must have the snapshot's last event, for the snapshot to be of this stream. */
    static <S> Folding<S> behind(StateSnapshot snapshot, S state, @Nullable AppendTrace trace) {
        return new Folding<>(state, snapshot, trace);
    }

    void addAll(
            EventReader reader, BiFunction<S, Event<?>, S> evolve, EventStore store, String stream, ReadOptions from) {
        ReadOptions next = from;
        while (next != null) {
            Slice slice = store.read(stream, next);
            for (Envelope event : slice.events()) {
                if (trace != null) {
                    trace.see(event);
                }
                if (!isInSnapshot(event) && fits) {
                    add(reader.read(event), evolve);
                }
            }
            position = slice.position();
            next = slice.next();
        }
    }

    private boolean isInSnapshot(Envelope event) {
        int version = Objects.requireNonNull(event.entityVersion());
        if (snapshot == null || version > snapshot.position().version()) {
            return false;
        }
        fits = version == snapshot.position().version() && event.id().equals(snapshot.eventId());
        return true;
    }

    private void add(Event<?> event, BiFunction<S, Event<?>, S> evolve) {
        state = evolve.apply(state, event);
        last = event.id();
        Instant time = event.envelope().time();
        latest = time.isAfter(latest) ? time : latest;
        count++;
    }

    /** Whether the snapshot that it began with is one of this stream. */
    boolean fits() {
        return fits;
    }

    Loaded<S> loaded() {
        return new Loaded<>(state, position);
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
