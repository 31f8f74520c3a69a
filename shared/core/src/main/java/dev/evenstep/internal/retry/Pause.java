package dev.evenstep.internal.retry;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting, so that tests need not. */
@FunctionalInterface
public interface Pause {

    void of(Duration time);

    /** Parks the calling thread; returns early when it is interrupted. */
    static Pause real() {
        return time -> LockSupport.parkNanos(time.toNanos());
    }
}
