package dev.evenstep.streaming;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the time of a key's events is cut, by the events' own time: {@code [start, end)}. Windows of a fixed size begin at multiples
 * of their size, or step, since 1970 in UTC.
 */
public final class Windows {

    private static final int MOST_AT_ONCE = 60;

    private final Kind kind;
    private final Duration size;
    private final Duration step;
    private final Duration lateness;

    private enum Kind {
        FIXED,
        SESSION
    }

    private Windows(Kind kind, Duration size, Duration step, Duration lateness) {
        this.kind = kind;
        this.size = requirePositive("size", size);
        this.step = requirePositive("step", step);
        this.lateness = lateness;
    }

    /** One after the other, without a gap. */
    public static Windows tumbling(Duration size) {
        return new Windows(Kind.FIXED, size, size, Duration.ZERO);
    }

    /**
     * One begins at each step, so that an event is in several: size / step of them, at most 60, each of which is read and
     * written with each event.
     */
    public static Windows sliding(Duration size, Duration every) {
        Windows windows = new Windows(Kind.FIXED, size, every, Duration.ZERO);
        if (every.compareTo(size) > 0 || size.dividedBy(every) > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "Windows of %s every %s: an event would be in %d of them; 1 to %d are allowed"
                            .formatted(size, every, size.dividedBy(every), MOST_AT_ONCE));
        }
        return windows;
    }

    /**
     * As long as events come, each less than {@code gap} after another. A session ends {@code gap} after its last event.
     *
     * @param lateness as {@link #allowedLateness}; whatever comes later than that after its own time is late
     */
    public static Windows session(Duration gap, Duration lateness) {
        return new Windows(Kind.SESSION, gap, gap, requirePositive("lateness", lateness));
    }

    /**
     * How long after its end a window waits for events, by the function's clock, and so how long its result is delayed. Zero for
     * windows of a fixed size unless this says otherwise.
     */
    public Windows allowedLateness(Duration time) {
        if (kind == Kind.SESSION) {
            return session(size, time);
        }
        if (time.isNegative()) {
            throw new IllegalArgumentException("The allowed lateness is " + time + "; it must not be negative");
        }
        return new Windows(kind, size, step, time);
    }

    /** What is made of which events in each window. Where there was no event there is no window, and no result. */
    public <T, R> StreamResults<WindowResult<R>> of(Keyed<T> events, Aggregation<T, R> aggregation) {
        return new StreamResults<>(new WindowLogic<>(this, events, aggregation));
    }

    boolean areSessions() {
        return kind == Kind.SESSION;
    }

    Duration lateness() {
        return lateness;
    }

    /** Those of an event that are still open; none: it is late. */
    List<TimeWindow> open(Instant time, Instant now) {
        if (kind == Kind.SESSION) {
            // By its own time: so no session is closed into which an event could come that is not late.
            return now.isBefore(time.plus(lateness)) ? List.of(new TimeWindow(time, time.plus(size))) : List.of();
        }
        List<TimeWindow> open = new ArrayList<>();
        long every = step.toMillis();
        Instant start = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), every) * every);
        for (; start.plus(size).isAfter(time); start = start.minus(step)) {
            TimeWindow window = new TimeWindow(start, start.plus(size));
            if (now.isBefore(window.end().plus(lateness))) {
                open.addFirst(window);
            }
        }
        return open;
    }

    static Duration requirePositive(String what, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "The " + what + " is " + duration + "; it must be a millisecond or more");
        }
        return duration;
    }

    /** From its start, up to and without its end. */
    record TimeWindow(Instant start, Instant end) {

        boolean overlaps(TimeWindow other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }
    }
}
