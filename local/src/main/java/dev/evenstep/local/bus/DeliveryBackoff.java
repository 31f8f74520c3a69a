package dev.evenstep.local.bus;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long a delivery that failed waits before its next attempt: twice as long each time up to a longest, of which a
 * random share of at most a half is left out.
 *
 * @param jitter from 0 (wait as long as it may be) up to, and without, 1
 */
public record DeliveryBackoff(Duration first, Duration longest, DoubleSupplier jitter) {

    public DeliveryBackoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("first is %s and longest %s: both must be positive, first not the longer"
                    .formatted(first, longest));
        }
    }

    /** 200 ms up to 30 s; EventBridge does not tell its own. */
    public static DeliveryBackoff local() {
        return new DeliveryBackoff(
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param attempts how many have failed, at least one */
    Duration after(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, 20);
        long most = Math.min(longest.toMillis(), doubled);
        return Duration.ofMillis(Math.round(most * (1 - jitter.getAsDouble() / 2)));
    }
}
