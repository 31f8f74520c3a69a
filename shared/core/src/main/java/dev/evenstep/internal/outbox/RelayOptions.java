package dev.evenstep.internal.outbox;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.Pause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How hard a relay tries within one invocation.
 *
 * @param attempts how often an event that the bus refuses is offered
 * @param failedCalls after how many failed calls on end the bus counts as away, and no further call is made
 * @param failedTime or how long failed calls on end may take together, until it does
 * @param longestCall how long one call to the bus may take
 * @param margin how long before the deadline no further event is offered; half of it is for the last call, the rest for
 *     marks and the answer
 */
public record RelayOptions(
        int attempts,
        int failedCalls,
        Duration failedTime,
        Backoff backoff,
        Pause pause,
        Duration longestCall,
        Duration margin) {

    public RelayOptions {
        requireAtLeastOne("attempts", attempts);
        requireAtLeastOne("failedCalls", failedCalls);
    }

    private static void requireAtLeastOne(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("RelayOptions: %s is %d; at least 1 is needed".formatted(name, number));
        }
    }

    /**
     * 5 attempts, 50 ms to 1 s between them; away after 3 failed calls or 5 s of them; 3 s a call, which a cold instance
     * may need for its first; 2 s for the last call and the answer.
     */
    public static RelayOptions defaults() {
        return new RelayOptions(
                5,
                3,
                Duration.ofSeconds(5),
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), RandomGenerator.getDefault()),
                Pause.real(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2));
    }

    boolean timeIsLeft(Deadline deadline) {
        return deadline.remaining().compareTo(margin) > 0;
    }

    /** For a call that begins now. */
    Duration callTime(Deadline deadline) {
        Duration left = deadline.remaining().minus(margin.dividedBy(2));
        return left.compareTo(longestCall) < 0 ? left : longestCall;
    }

    public RelayOptions withPause(Pause other) {
        return new RelayOptions(attempts, failedCalls, failedTime, backoff, other, longestCall, margin);
    }
}
