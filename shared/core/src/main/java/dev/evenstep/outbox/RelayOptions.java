package dev.evenstep.outbox;

import dev.evenstep.batch.Deadline;
import dev.evenstep.retry.Backoff;
import dev.evenstep.retry.Pause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * @param attempts how often an event is offered to the bus within one invocation
 * @param margin how long before the deadline no further event is offered; what is left is for marks and the answer
 */
public record RelayOptions(int attempts, Backoff backoff, Pause pause, Duration margin) {

    public RelayOptions {
        if (attempts < 1) {
            throw new IllegalArgumentException("RelayOptions: attempts is " + attempts + "; at least 1 is needed");
        }
    }

    /** 5 attempts, 50 ms to 1 s between them, 2 s for the last calls and the answer. */
    public static RelayOptions defaults() {
        return new RelayOptions(
                5,
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), RandomGenerator.getDefault()),
                Pause.real(),
                Duration.ofSeconds(2));
    }

    boolean timeIsLeft(Deadline deadline) {
        return deadline.remaining().compareTo(margin) > 0;
    }

    public RelayOptions withPause(Pause other) {
        return new RelayOptions(attempts, backoff, other, margin);
    }
}
