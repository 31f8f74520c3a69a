package dev.evenstep.kinesis.control;

import java.math.BigDecimal;
import java.time.Instant;

/** Moments as answers tell them. */
final class Moments {

    private Moments() {}

    /** Seconds since 1970, to the millisecond. */
    static BigDecimal seconds(Instant moment) {
        return BigDecimal.valueOf(moment.toEpochMilli(), 3);
    }
}
