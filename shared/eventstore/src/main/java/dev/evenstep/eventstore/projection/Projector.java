package dev.evenstep.eventstore.projection;

import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.ProjectionState.Generation;
import dev.evenstep.eventstore.projection.ProjectionState.Retired;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import dev.evenstep.eventstore.projection.ViewStore.RecordPage;
import dev.evenstep.eventstore.projection.ViewStore.ViewRecord;
import dev.evenstep.spi.SubjectKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a projection's views up to date, and builds them anew while they are read. Immutable, safe for concurrent use. Any
 * number may run at the same time: an event is in a view once, however often it comes.
 *
 * <p>An event that a function throws at stops the projection there, as in a stream's shard; what it throws comes out of {@link
 * #run}.
 */
public final class Projector<V> implements LogReader {

    /** No invocation of a function that writes or reads a generation lasts longer (Lambda's quota). */
    private static final Duration REMOVED_AFTER = Duration.ofMinutes(15);

    private static final int REMOVED_AT_ONCE = 100;

    private final Projection<V> projection;
    private final EventStore events;
    private final ViewStore views;
    private final Clock clock;
    private final EventReader reader;

    private Projector(Projection<V> projection, EventStore events, ViewStore views, Clock clock, EventReader reader) {
        this.projection = projection;
        this.events = events;
        this.views = views;
        this.clock = clock;
        this.reader = reader;
    }

    /**
     * @throws dev.evenstep.decision.ConfigurationFailure when a type has personal fields: leave {@code withPersonal} out, and
     *     views have their encrypted text, or see {@link #of(Projection, EventStore, ViewStore, SubjectKeys)}
     */
    public static <V> Projector<V> of(Projection<V> projection, EventStore events, ViewStore views) {
        return new Projector<>(projection, events, views, Clock.systemUTC(), EventReader.of(projection.types()));
    }

    /**
     * The same with the keys of personal fields: functions get those of types {@code withPersonal} in clear. So do views, of
     * which erasing a key takes nothing away: build them anew then.
     */
    public static <V> Projector<V> of(Projection<V> projection, EventStore events, ViewStore views, SubjectKeys keys) {
        return new Projector<>(projection, events, views, Clock.systemUTC(), EventReader.of(projection.types(), keys));
    }

    /** The time by which it stops, and by which it says how late it is. */
    public Projector<V> withClock(Clock other) {
        return new Projector<>(projection, events, views, other, reader);
    }

    /**
     * Brings the views up to date as far as the time allows; where they are being built anew, those too, and swaps them once
     * they are as far; and removes what nobody reads any more. The first run begins the first generation, one of a higher
     * version than any before begins to build anew. One of another version than the live views leaves them as they are.
     *
     * @return whether nothing is left to do
     */
    @Override
    public boolean run(Duration time) {
        Instant end = clock.instant().plus(time);
        Pointer pointer = pointer();
        ProjectionState state = pointer.change(this::begun);
        boolean whole = true;
        if (state.live().version() == projection.version()) {
            whole = run(
                    pointer,
                    state.live(),
                    state.building() == null ? end : clock.instant().plus(time.dividedBy(2)));
        }
        Generation building = state.building();
        if (building != null && building.version() == projection.version()) {
            boolean built = run(pointer, building, end);
            state = pointer.change(before -> swapped(begun(before)));
            whole &= built && state.building() == null;
        }
        return remove(pointer, state.retired(), end) && whole;
    }

    private ProjectionState begun(@Nullable ProjectionState state) {
        int version = projection.version();
        if (state == null) {
            return fromTheBeginning(ProjectionState.first(version));
        }
        boolean newer = version > state.live().version()
                && (state.building() == null || version > state.building().version());
        return newer ? rebuilt(state) : state;
    }

    private ProjectionState rebuilt(ProjectionState state) {
        ProjectionState after = state.rebuilt(projection.version(), clock.instant());
        return after.last() == state.last() ? state : fromTheBeginning(after);
    }

    /** Where the table of views was lost, a generation of the same number may have been read already. */
    private ProjectionState fromTheBeginning(ProjectionState state) {
        events.checkpoints().forget(subscription(state.last()));
        return state;
    }

    private ProjectionState swapped(ProjectionState state) {
        Generation building = state.building();
        return building == null || building.version() != projection.version()
                ? state
                : state.swapped(events.checkpoints().read(subscription(building.number())), clock.instant());
    }

    private boolean run(Pointer pointer, Generation generation, Instant end) {
        PageWriter<V> writer = new PageWriter<>(projection, reader, views);
        String space = Pointer.space(projection.name(), generation.number());
        LogHandler handler = (shard, entries) -> {
            PageWriter<V>.Page page = writer.page(space, shard, entries);
            if (!page.isEmpty()) {
                claim(pointer, generation.number(), shard, entries.getLast());
                page.write();
            }
        };
        try {
            return Subscription.of(subscription(generation.number()), events.log(), events.checkpoints(), handler)
                    .withClock(clock)
                    .run(Duration.between(clock.instant(), end));
        } catch (RetiredGeneration retired) {
            return false;
        }
    }

    private void claim(Pointer pointer, int generation, int shard, LogEntry last) {
        ProjectionState unused = pointer.change(before -> {
            ProjectionState state = begun(before).claimed(generation, shard, last.sequence());
            if (state == null) {
                throw new RetiredGeneration();
            }
            return state;
        });
    }

    /** The generation that is written is neither live nor being built any more. */
    private static final class RetiredGeneration extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private boolean remove(Pointer pointer, List<Retired> all, Instant end) {
        Instant now = clock.instant();
        for (Retired retired : all) {
            if (retired.since().plus(REMOVED_AFTER).isBefore(now)) {
                String space = Pointer.space(projection.name(), retired.number());
                String after = null;
                RecordPage page;
                do {
                    if (!clock.instant().isBefore(end)) {
                        return false;
                    }
                    page = views.page(space, REMOVED_AT_ONCE, after);
                    views.remove(page.records().stream().map(ViewRecord::key).toList());
                    after = page.records().isEmpty()
                            ? null
                            : page.records().getLast().key().key();
                } while (page.more());
                events.checkpoints().forget(subscription(retired.number()));
                ProjectionState unused = pointer.change(state -> begun(state).without(retired));
            }
        }
        return true;
    }

    /** Begins to build the views anew, from the beginning of the log. Where this version or a higher one has begun, it goes on. */
    public void rebuild() {
        ProjectionState unused = pointer().change(state -> rebuilt(begun(state)));
    }

    /** Gives up the views that are being built; the live ones stay. One of a higher version begins anew at its next run. */
    public void cancelRebuild() {
        ProjectionState unused = pointer().change(state -> begun(state).cancelled(clock.instant()));
    }

    /** The projection's. */
    @Override
    public String name() {
        return projection.name();
    }

    /** Of the live views. */
    @Override
    public Lag lag() {
        GenerationStatus live = status().live();
        return live == null ? Lag.NONE : new Lag(live.entries() - live.read(), live.lag());
    }

    /** How far it is, as {@link Projections#status} has it. */
    public ProjectionStatus status() {
        return Projections.of(events, views).withClock(clock).status(projection.name());
    }

    private Pointer pointer() {
        return new Pointer(views, projection.name());
    }

    private String subscription(int generation) {
        return Pointer.subscription(projection.name(), generation);
    }
}
