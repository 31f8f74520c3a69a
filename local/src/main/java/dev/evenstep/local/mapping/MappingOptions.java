package dev.evenstep.local.mapping;

import java.time.Duration;

/**
 * How patient mappings are. Lambda does not tell its own figures.
 *
 * @param receiveWait how long a receive from a queue waits for a message. 20 s on Lambda; shorter here, because a mapping
 *     that is switched off waits for its last receive
 * @param firstRetry before a failed batch of a stream is tried again, and before a source is read again that could not be
 *     read; doubled each time
 * @param longestRetry the bound of that
 */
public record MappingOptions(Duration receiveWait, Duration firstRetry, Duration longestRetry) {

    public MappingOptions {
        if (receiveWait.isNegative() || receiveWait.compareTo(Duration.ofSeconds(20)) > 0) {
            throw new IllegalArgumentException(
                    "receiveWait must be from 0 to 20 s, SQS's own bounds, was " + receiveWait);
        }
        if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("Retry must be positive, and the second not below the first, was "
                    + firstRetry + " and " + longestRetry);
        }
    }

    public static MappingOptions defaults() {
        return new MappingOptions(Duration.ofSeconds(5), Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    /** The pause before the given retry, counted from 0. */
    Duration retryPause(int retry) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(retry, 20));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}
