package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import dev.evenstep.streaming.NotedEvents.NotedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event, and what has to follow it. */
class AbsenceLogic implements StreamLogic<NotedEvents, Match> {

    private static final int AWAITING = 0;
    private static final int AWAITED = 1;

    private final List<Keyed<?>> inputs;
    private final Duration time;
    private final Duration lateness;

    AbsenceLogic(Keyed<?> event, Keyed<?> awaited, Duration time, Duration lateness) {
        this.inputs = List.of(event, awaited);
        this.time = time;
        this.lateness = lateness;
    }

    @Override
    public List<Keyed<?>> inputs() {
        return inputs;
    }

    @Override
    public Class<NotedEvents> stateClass() {
        return NotedEvents.class;
    }

    @Override
    public NotedEvents empty() {
        return NotedEvents.NONE;
    }

    @Override
    public StreamStep<NotedEvents, Match> take(String key, NotedEvents state, Event<?> event, Instant now) {
        return now.isBefore(event.envelope().time().plus(lateness))
                ? StreamStep.to(useful(state.with(NotedEvent.of(event, inputs)), now))
                : StreamStep.late(state);
    }

    /** What is followed awaits nothing more; what followed is of use as long as something may come that it follows. */
    private NotedEvents useful(NotedEvents state, Instant now) {
        List<NotedEvent> left = new ArrayList<>();
        NotedEvent follower = null;
        for (NotedEvent event : state.events().reversed()) {
            NotedEvent open = event.fits(AWAITING) && follower != null && isFollowed(event, follower)
                    ? event.without(AWAITING)
                    : event;
            boolean isOfUse = open.fits(AWAITED) && now.isBefore(open.time().plus(lateness));
            if (open.fits(AWAITING) || isOfUse) {
                left.addFirst(open);
            }
            if (event.fits(AWAITED)) {
                follower = event;
            }
        }
        return new NotedEvents(left, false);
    }

    private boolean isFollowed(NotedEvent event, NotedEvent follower) {
        return !follower.time().isAfter(event.time().plus(time));
    }

    @Override
    public StreamStep<NotedEvents, Match> due(String key, NotedEvents state, Instant now) {
        List<NotedEvent> left = new ArrayList<>();
        List<Match> absent = new ArrayList<>();
        for (NotedEvent event : state.events()) {
            boolean isOver = event.fits(AWAITING) && !told(event).isAfter(now) && absent.size() < MOST_AT_ONCE;
            if (isOver) {
                absent.add(new Match(key, List.of(event.matched())));
            }
            left.add(isOver ? event.without(AWAITING) : event);
        }
        return absent.isEmpty()
                ? StreamStep.to(state)
                : new StreamStep<>(useful(new NotedEvents(left, false), now), absent, false);
    }

    private Instant told(NotedEvent event) {
        return event.time().plus(time).plus(lateness);
    }

    @Override
    public @Nullable Instant next(NotedEvents state) {
        return state.events().stream()
                .filter(event -> event.fits(AWAITING))
                .map(this::told)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Duration memory() {
        return lateness;
    }
}
