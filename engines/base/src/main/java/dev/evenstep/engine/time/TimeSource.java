package dev.evenstep.engine.time;

import java.time.Instant;

/** Tells the time and does work when it has come. Safe for concurrent use. */
public interface TimeSource extends AutoCloseable {

    Instant now();

    /**
     * Does work once, as soon as the time has come, on a thread of its own: the work may block.
     *
     * @param when in the past: at once
     */
    Timer at(Instant when, Runnable work);

    /** Drops what is still to come. Idempotent. */
    @Override
    void close();

    /** The machine's own time. */
    static TimeSource system() {
        return new SystemTime();
    }

    /** Work to come. */
    interface Timer {

        /** Does nothing where the work has begun. */
        void cancel();
    }
}
