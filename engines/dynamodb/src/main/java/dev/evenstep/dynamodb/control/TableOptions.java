package dev.evenstep.dynamodb.control;

import java.time.Duration;

/**
 * How much like AWS tables take their time.
 *
 * @param delay from a request until a table or index is {@code ACTIVE} or gone; none: for the next request
 */
public record TableOptions(Duration delay) {

    public static TableOptions defaults() {
        return new TableOptions(Duration.ZERO);
    }
}
