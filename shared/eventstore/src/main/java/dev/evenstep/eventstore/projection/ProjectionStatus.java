package dev.evenstep.eventstore.projection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection is.
 *
 * @param live what is read; null before the projection has run
 * @param building what is to take its place; null where nothing is
 * @param retired how many older generations are not removed yet
 */
public record ProjectionStatus(
        String projection,
        @Nullable GenerationStatus live,
        @Nullable GenerationStatus building,
        int retired) {

    /**
     * How far a generation is.
     *
     * @param version of the projection that makes it
     * @param read how many entries of the log are in it
     * @param entries how many there are
     * @param lag how long the oldest of the others is in the log; zero where there is none
     */
    public record GenerationStatus(int number, int version, long read, long entries, Duration lag) {}
}
