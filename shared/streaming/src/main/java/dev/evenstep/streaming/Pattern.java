package dev.evenstep.streaming;

import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Several events of one key, one after the other by their own times, within a time: {@code Pattern.times(3,
 * declined).within(minute)}. Events of the same time are ordered by their source and id.
 *
 * <p>Every event that completes the pattern is a match of its own, at once, in whichever order the events come: the fourth of
 * {@code times(3, …)} is one more, with the second and the third. {@link #startingAnew} is the other way.
 */
public final class Pattern {

    private static final int MOST_STEPS = 60;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final List<Keyed<?>> steps;
    private final Duration within;
    private final Duration lateness;
    private final boolean startsAnew;

    private Pattern(List<Keyed<?>> steps, Duration within, Duration lateness, boolean startsAnew) {
        this.steps = List.copyOf(steps);
        this.within = Windows.requirePositive("time", within);
        this.lateness = Windows.requirePositive("lateness", lateness);
        this.startsAnew = startsAnew;
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "The pattern has " + steps.size() + " steps; " + MOST_STEPS + " are the most");
        }
    }

    /** The same, so many times. */
    public static Steps times(int times, Keyed<?> event) {
        if (times < 1) {
            throw new IllegalArgumentException("The pattern is " + times + " events; it must be 1 or more");
        }
        return new Steps(Collections.nCopies(times, event));
    }

    /** One after the other, others being allowed in between. */
    public static Steps sequence(Keyed<?> first) {
        return new Steps(List.of(first));
    }

    /** An event that is not followed by its like. */
    public static Absence absence(Keyed<?> event) {
        return new Absence(event, event);
    }

    /** An event that is not followed by another. */
    public static Absence notFollowed(Keyed<?> event, Keyed<?> by) {
        return new Absence(event, by);
    }

    /**
     * How long after its own time an event is taken, by the function's clock; it is late from then on. An hour unless this says
     * otherwise. It delays nothing, and the state has the events of so long and {@link Steps#within}.
     */
    public Pattern allowedLateness(Duration time) {
        return new Pattern(steps, within, time, startsAnew);
    }

    /**
     * After a match, no event up to its last one is of any more use. Which events match then depends on their order; so each is
     * looked at once {@code settling} is over since its own time, by a timer, and whatever comes later is late.
     */
    public Pattern startingAnew(Duration settling) {
        return new Pattern(steps, within, settling, true);
    }

    /** Sends an event for each match, once. */
    public <O> StreamDefinition sends(EventType<O> type, Function<? super Match, ? extends O> data) {
        return new StreamResults<>(new PatternLogic(steps, within, lateness, startsAnew)).sends(type, data);
    }

    /** The events of a pattern, whose time is not said yet. */
    public static final class Steps {

        private final List<Keyed<?>> events;

        private Steps(List<Keyed<?>> events) {
            this.events = events;
        }

        public Steps then(Keyed<?> next) {
            List<Keyed<?>> more = new ArrayList<>(events);
            more.add(next);
            return new Steps(more);
        }

        /** The last event is at most so long after the first. */
        public Pattern within(Duration time) {
            return new Pattern(events, time, PATIENCE, false);
        }
    }

    /** What is absent, and not yet for how long. */
    public static final class Absence {

        private final Keyed<?> event;
        private final Keyed<?> awaited;

        private Absence(Keyed<?> event, Keyed<?> awaited) {
            this.event = event;
            this.awaited = awaited;
        }

        /**
         * @param time from the event's own time
         * @param lateness how long after its own time an event is taken, by the function's clock; so much later the absence is
         *     told, by a timer
         */
        public StreamResults<Match> longerThan(Duration time, Duration lateness) {
            return new StreamResults<>(new AbsenceLogic(
                    event,
                    awaited,
                    Windows.requirePositive("time", time),
                    Windows.requirePositive("lateness", lateness)));
        }
    }
}
