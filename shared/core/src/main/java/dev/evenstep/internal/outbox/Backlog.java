package dev.evenstep.internal.outbox;

import java.time.Duration;

/**
 * What of an outbox is not published and should be.
 *
 * @param rows how many; at {@link SweepOptions#counted} it may be more
 * @param oldest since when the oldest of them waits; zero where there is none
 */
public record Backlog(int rows, Duration oldest) {

    /** Who is told of it. */
    @FunctionalInterface
    public interface BacklogTelemetry {

        void report(String sweeper, Backlog left);
    }
}
