package dev.evenstep.local.mapping;

import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes everything that belongs to one running mapping when something has happened: whoever waits looks again for
 * itself. What counts the rings before it looks misses nothing. Safe for concurrent use.
 */
final class WakeSignal {

    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;
    private volatile boolean stopped;

    WakeSignal(TimeSource time) {
        this.time = time;
    }

    void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing new is to be begun from here on. */
    void stop() {
        stopped = true;
        ring();
    }

    boolean isStopped() {
        return stopped;
    }

    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring that is not among those already counted. */
    void await(long counted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (rings == counted) {
                rung.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The same, until a moment at most. */
    void await(long counted, Instant end) throws InterruptedException {
        var timer = time.at(end, this::ring);
        try {
            await(counted);
        } finally {
            timer.cancel();
        }
    }

    /** Waits for a time, or for less when the mapping is stopped. */
    void pause(Duration pause) throws InterruptedException {
        Instant end = time.now().plus(pause);
        for (long counted = rings(); !stopped && time.now().isBefore(end); counted = rings()) {
            await(counted, end);
        }
    }
}
