package dev.evenstep.eventstore.log;

import java.time.Duration;

/** Reads the log on, for as long as an invocation allows: a {@link Subscription}, or what keeps a projection's views. */
public interface LogReader {

    /** In metrics and log lines. */
    String name();

    /**
     * Goes on where it was, until there is no more or the time is over.
     *
     * @return whether it came to the end
     */
    boolean run(Duration time);

    Lag lag();

    /**
     * What is in the log and was not read yet.
     *
     * @param entries how many
     * @param time since the first of them came into the log, by the clocks of both; zero where there is none
     */
    record Lag(long entries, Duration time) {

        public static final Lag NONE = new Lag(0, Duration.ZERO);
    }
}
