package dev.evenstep.internal.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When an invocation ends, whether its work is done or not. Made once per invocation and handed down as an argument: a
 * deadline found in a thread is somebody else's.
 */
public record Deadline(Instant at, Clock clock) {

    public static Deadline in(Duration time, Clock clock) {
        return new Deadline(clock.instant().plus(time), clock);
    }

    /** Time left; negative when it is over. */
    public Duration remaining() {
        return Duration.between(clock.instant(), at);
    }

    /** An equal share of the time that is left, for one of so many that need it one after the other. */
    public Deadline share(int of) {
        return of == 1 ? this : in(remaining().dividedBy(of), clock);
    }
}
