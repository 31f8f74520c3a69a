package dev.evenstep.internal.batch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long a record takes here, from those that were finished in time: quick to believe it got slower, slow to believe it got faster. */
final class ProcessingTimeEstimate {

    private static final int WEIGHT_OF_THE_PAST = 8;

    private final AtomicLong nanos = new AtomicLong();

    Duration perRecord() {
        return Duration.ofNanos(nanos.get());
    }

    void observe(Duration duration) {
        long seen = duration.toNanos();
        nanos.accumulateAndGet(seen, (old, now) -> now > old ? now : old - (old - now) / WEIGHT_OF_THE_PAST);
    }
}
