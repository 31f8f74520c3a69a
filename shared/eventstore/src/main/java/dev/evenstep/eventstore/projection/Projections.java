package dev.evenstep.eventstore.projection;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.log.LogReader.Lag;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.ProjectionState.Generation;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projections whose views a store has, for those who look after them. What they do is their functions' own. */
public final class Projections {

    private final EventStore events;
    private final ViewStore views;
    private final Clock clock;

    private Projections(EventStore events, ViewStore views, Clock clock) {
        this.events = events;
        this.views = views;
        this.clock = clock;
    }

    /** @param events whose log they read */
    public static Projections of(EventStore events, ViewStore views) {
        return new Projections(events, views, Clock.systemUTC());
    }

    public Projections withClock(Clock other) {
        return new Projections(events, views, other);
    }

    /** All that have run, by name. */
    public List<ProjectionStatus> list() {
        return Pointer.names(views).stream().map(this::status).toList();
    }

    /** How far one is; at a request for each shard that it is late in, and a few more. */
    public ProjectionStatus status(String name) {
        ProjectionState state = new Pointer(views, name).read();
        return state == null
                ? new ProjectionStatus(name, null, null, 0)
                : new ProjectionStatus(
                        name,
                        status(name, state.live()),
                        state.building() == null ? null : status(name, state.building()),
                        state.retired().size());
    }

    private GenerationStatus status(String name, Generation generation) {
        Lag lag = Subscription.of(
                        Pointer.subscription(name, generation.number()),
                        events.log(),
                        events.checkpoints(),
                        (shard, entries) -> {})
                .withClock(clock)
                .lag();
        long entries = events.log().end().entriesSince(LogPosition.START);
        return new GenerationStatus(
                generation.number(), generation.version(), entries - lag.entries(), entries, lag.time());
    }

    /**
     * Has its views built anew, by whoever runs its live version: see {@link Projector#rebuild}. Where that has begun, it goes on.
     *
     * @throws IllegalArgumentException where it has not run
     */
    public void rebuild(String name) {
        ProjectionState unused = new Pointer(views, name).change(state -> {
            ProjectionState running = running(name, state);
            ProjectionState after = running.rebuilt(running.live().version(), clock.instant());
            if (after.last() != running.last()) {
                events.checkpoints().forget(Pointer.subscription(name, after.last()));
            }
            return after;
        });
    }

    /**
     * Gives up the views that are being built; the live ones stay.
     *
     * @throws IllegalArgumentException where it has not run
     */
    public void cancelRebuild(String name) {
        ProjectionState unused =
                new Pointer(views, name).change(state -> running(name, state).cancelled(clock.instant()));
    }

    private ProjectionState running(String name, @Nullable ProjectionState state) {
        if (state == null) {
            throw new IllegalArgumentException(
                    "There is no projection " + name + " that has run; there are " + Pointer.names(views));
        }
        return state;
    }
}
