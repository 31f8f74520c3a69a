package dev.evenstep.dynamodb.expiry;

import java.time.Duration;

/**
 * When expired items go.
 *
 * @param delay from an item's expiry until it is removed; on AWS "within a few days"
 */
public record ExpiryOptions(Duration delay) {

    public ExpiryOptions {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay is %s: none or more is needed".formatted(delay));
        }
    }

    public static ExpiryOptions defaults() {
        return new ExpiryOptions(Duration.ofSeconds(2));
    }
}
