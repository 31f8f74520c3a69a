package dev.evenstep.eventstore;

import dev.evenstep.event.Event;
import dev.evenstep.eventstore.SnapshotStore.StateSnapshot;
import dev.evenstep.eventstore.internal.CommitEventStore;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a stream make a state. With snapshots, a load costs 2 requests whatever the stream's length: the
 * snapshot, and what came behind it. A snapshot that is missing, old, broken, of another schema or of another stream only
 * costs time. Immutable.
 *
 * @param <S> the state's class, immutable
 */
public final class Fold<S> {

    /** Small ones are 1 MB, which is what DynamoDB gives at once. */
    private static final int AT_ONCE = 10_000;

    private final EventReader events;
    private final S initial;
    private final BiFunction<S, Event<?>, S> evolve;
    private final @Nullable SnapshotPolicy<S> snapshots;

    private Fold(
            EventReader events, S initial, BiFunction<S, Event<?>, S> evolve, @Nullable SnapshotPolicy<S> snapshots) {
        this.events = events;
        this.initial = initial;
        this.evolve = evolve;
        this.snapshots = snapshots;
    }

    /**
     * @param initial the state of a stream without events
     * @param evolve pure: the state after an event
     */
    public static <S> Fold<S> of(EventReader events, S initial, BiFunction<S, Event<?>, S> evolve) {
        return new Fold<>(events, initial, evolve, null);
    }

    /**
     * Keeps a snapshot whenever so many events were folded behind the last one.
     *
     * @param name of this kind of state among a stream's snapshots, 1 to 256 characters
     * @param schemaVersion of the state, from 1: a snapshot of any other is not used. Raise it whenever the state's class
     *     or what {@code evolve} does is changed
     * @param state a class that JSON is written of and read into, best a record
     * @param every how many events, 1 or more
     * @throws IllegalArgumentException when the fold reads personal fields in clear, which a snapshot would keep when
     *     their key is erased: leave {@code withPersonal} out of its types, and it has their encrypted text
     */
    public Fold<S> withSnapshots(String name, int schemaVersion, Class<S> state, int every) {
        if (events.decrypts()) {
            throw new IllegalArgumentException(
                    "The fold " + name
                            + " reads personal fields in clear, which a snapshot would keep: leave withPersonal out of its types");
        }
        return new Fold<>(events, initial, evolve, new SnapshotPolicy<>(name, schemaVersion, state, every));
    }

    /** The state of a stream now. Keeps a snapshot where one is due, at a request more. */
    public Loaded<S> load(EventStore store, String stream) {
        return load(store, stream, null);
    }

    /** The same, looking for an append among what it reads. Behind a snapshot, it begins some commits earlier for that. */
    Loaded<S> load(EventStore store, String stream, @Nullable AppendTrace trace) {
        Folding<S> folding = begun(store, stream, null, trace);
        if (snapshots != null && folding.count() >= snapshots.every()) {
            snapshots.keep(store, stream, folding);
        }
        return folding.loaded();
    }

    /** The state as it was: of what is before the first event that is later. */
    public Loaded<S> loadUntil(EventStore store, String stream, Instant time) {
        return begun(store, stream, time, null).loaded();
    }

    private Folding<S> begun(EventStore store, String stream, @Nullable Instant until, @Nullable AppendTrace trace) {
        StateSnapshot snapshot = snapshots == null ? null : snapshots.find(store, stream, until);
        S state = snapshots == null || snapshot == null ? null : snapshots.state(snapshot);
        if (snapshot != null && state != null) {
            Folding<S> folding = Folding.behind(snapshot, state, trace);
            int back = trace == null ? 1 : CommitEventStore.REMEMBERED;
            ReadOptions options = ReadOptions.after(snapshot.position().back(back));
            folding.addAll(events, evolve, store, stream, bounded(options, until));
            if (folding.fits()) {
                return folding;
            }
        }
        Folding<S> folding = Folding.of(initial, trace);
        folding.addAll(events, evolve, store, stream, bounded(ReadOptions.forward(), until));
        return folding;
    }

    private static ReadOptions bounded(ReadOptions options, @Nullable Instant until) {
        ReadOptions large = options.limit(AT_ONCE);
        return until == null ? large : large.until(until);
    }

    /**
     * A stream's state.
     *
     * @param position behind the last event in it, where the whole stream was loaded: expected by who appends next
     */
    public record Loaded<S>(S state, Position position) {}
}
