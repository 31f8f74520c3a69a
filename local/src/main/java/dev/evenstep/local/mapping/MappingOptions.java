package dev.evenstep.local.mapping;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How patient mappings are. Lambda does not tell its own figures; these weigh latency against the processor time that
 * ElasticMQ and DynamoDB Local take for every question (some 10 ms and 4 ms).
 *
 * @param receiveWait how long a receive from a queue waits for a message. 20 s on Lambda; shorter here, because a receive
 *     that is abandoned may still be given a message, so a mapping that is switched off waits for its last one
 * @param shortestStreamPause between two reads of a shard that just had records
 * @param longestStreamPause between two reads of a shard that has been empty for a while
 * @param firstRetry before a failed batch of a stream is tried again, and before a source is read again that could not be
 *     read; doubled each time
 * @param longestRetry the bound of that
 */
public record MappingOptions(
        Duration receiveWait,
        Duration shortestStreamPause,
        Duration longestStreamPause,
        Duration firstRetry,
        Duration longestRetry,
        InstantSource clock) {

    public MappingOptions {
        if (receiveWait.isNegative() || receiveWait.compareTo(Duration.ofSeconds(20)) > 0) {
            throw new IllegalArgumentException(
                    "receiveWait must be from 0 to 20 s, SQS's own bounds, was " + receiveWait);
        }
        requireRange("StreamPause", shortestStreamPause, longestStreamPause);
        requireRange("Retry", firstRetry, longestRetry);
    }

    private static void requireRange(String name, Duration shortest, Duration longest) {
        if (shortest.isNegative() || shortest.isZero() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException(name + " must be positive, and the second not below the first, was "
                    + shortest + " and " + longest);
        }
    }

    public static MappingOptions defaults() {
        return new MappingOptions(
                Duration.ofSeconds(5),
                Duration.ofMillis(40),
                Duration.ofMillis(150),
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                InstantSource.system());
    }

    public MappingOptions withRetry(Duration first, Duration longest) {
        return new MappingOptions(receiveWait, shortestStreamPause, longestStreamPause, first, longest, clock);
    }

    public MappingOptions withReceiveWait(Duration wait) {
        return new MappingOptions(wait, shortestStreamPause, longestStreamPause, firstRetry, longestRetry, clock);
    }

    public MappingOptions withClock(InstantSource source) {
        return new MappingOptions(
                receiveWait, shortestStreamPause, longestStreamPause, firstRetry, longestRetry, source);
    }

    /** The pause before the given retry, counted from 0. */
    Duration retryPause(int retry) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(retry, 20));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}
