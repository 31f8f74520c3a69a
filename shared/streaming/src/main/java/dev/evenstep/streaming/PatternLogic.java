package dev.evenstep.streaming;

import dev.evenstep.event.Event;
import dev.evenstep.streaming.NotedEvents.NotedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Steps one after the other, within a time. */
class PatternLogic implements StreamLogic<NotedEvents, Match> {

    private final List<Keyed<?>> steps;
    private final Duration within;
    private final Duration lateness;
    private final boolean startsAnew;

    PatternLogic(List<Keyed<?>> steps, Duration within, Duration lateness, boolean startsAnew) {
        this.steps = steps;
        this.within = within;
        this.lateness = lateness;
        this.startsAnew = startsAnew;
    }

    @Override
    public List<Keyed<?>> inputs() {
        return steps;
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
        if (!now.isBefore(event.envelope().time().plus(lateness))) {
            return StreamStep.late(state);
        }
        NotedEvents noted = useful(state, now).with(NotedEvent.of(event, steps));
        return startsAnew ? StreamStep.to(noted) : search(key, noted, now);
    }

    @Override
    public StreamStep<NotedEvents, Match> due(String key, NotedEvents state, Instant now) {
        Instant next = next(state);
        return next == null || next.isAfter(now) ? StreamStep.to(state) : search(key, state, now);
    }

    /** Each event completes the chain whose first event is the latest: no other is within the time if that is not. */
    private StreamStep<NotedEvents, Match> search(String key, NotedEvents state, Instant now) {
        List<NotedEvent> left = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        boolean hasMore = false;
        @Nullable Chain[] chains = new @Nullable Chain[steps.size()];
        for (NotedEvent event : state.events()) {
            if (startsAnew && (!isSettled(event, now) || matches.size() == MOST_AT_ONCE)) {
                left.add(event);
                continue;
            }
            Chain complete = extend(chains, event);
            boolean isNew = complete != null && !event.isDone();
            boolean isMatch = isNew && matches.size() < MOST_AT_ONCE;
            hasMore |= isNew && !isMatch;
            if (isMatch) {
                matches.add(new Match(
                        key,
                        Objects.requireNonNull(complete).events().stream()
                                .map(NotedEvent::matched)
                                .toList()));
            }
            if (isMatch && startsAnew) {
                Arrays.fill(chains, null);
                left.clear();
            } else {
                left.add(isMatch || startsAnew ? event.done() : event);
            }
        }
        return new StreamStep<>(new NotedEvents(left, hasMore), matches, false);
    }

    /** The chains with this event; the whole one, if it completes it in time. */
    private @Nullable Chain extend(@Nullable Chain[] chains, NotedEvent event) {
        Chain complete = null;
        for (int step = steps.size() - 1; step >= 0; step--) {
            Chain before = step == 0 ? null : chains[step - 1];
            if (!event.fits(step) || (step > 0 && before == null)) {
                continue;
            }
            Chain chain = new Chain(before, event);
            if (Duration.between(chain.start(), event.time()).compareTo(within) > 0) {
                continue;
            }
            if (step == steps.size() - 1) {
                complete = chain;
            }
            Chain known = chains[step];
            if (known == null || !known.start().isAfter(chain.start())) {
                chains[step] = chain;
            }
        }
        return complete;
    }

    private boolean isSettled(NotedEvent event, Instant now) {
        return !now.isBefore(event.time().plus(lateness));
    }

    /** An event is needed until nothing can come any more that is within the time of it. */
    private NotedEvents useful(NotedEvents state, Instant now) {
        Instant next = next(state);
        if (next != null && !next.isAfter(now)) {
            return state;
        }
        return new NotedEvents(
                state.events().stream()
                        .filter(event ->
                                now.isBefore(event.time().plus(lateness).plus(within)))
                        .toList(),
                false);
    }

    @Override
    public @Nullable Instant next(NotedEvents state) {
        if (state.hasMore()) {
            return Instant.EPOCH;
        }
        return state.events().stream()
                .filter(event -> startsAnew && !event.isDone())
                .map(event -> event.time().plus(lateness))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Duration memory() {
        return within.plus(lateness);
    }

    private record Chain(@Nullable Chain before, NotedEvent last) {

        Instant start() {
            return before == null ? last.time() : before.start();
        }

        List<NotedEvent> events() {
            List<NotedEvent> all = new ArrayList<>(before == null ? List.of() : before.events());
            all.add(last);
            return all;
        }
    }
}
