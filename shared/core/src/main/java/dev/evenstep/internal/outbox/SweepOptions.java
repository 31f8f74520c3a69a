package dev.evenstep.internal.outbox;

import java.time.Duration;

/**
 * @param age how old a row is before it is swept, so that the sweeper does not race the relay
 * @param batch how many rows are relayed at once
 * @param counted how many rows that are left are counted at most
 */
public record SweepOptions(Duration age, int batch, int counted) {

    /** Rows that are a minute old, 100 at once; up to 10,000 are counted. */
    public static SweepOptions defaults() {
        return new SweepOptions(Duration.ofMinutes(1), 100, 10_000);
    }

    /** Zero: everything, for somebody who asks for it. */
    public SweepOptions withAge(Duration other) {
        return new SweepOptions(other, batch, counted);
    }
}
