package dev.evenstep.sqs.queue;

import dev.evenstep.engine.time.TimeSource;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The receives that wait at one queue, and the alarm for the moment at which something can be received by itself. */
final class Waiters {

    /** A receive that waits for messages. */
    static final class Waiter {

        private final CountDownLatch latch = new CountDownLatch(1);
        private final AtomicBoolean woken = new AtomicBoolean();

        /** Whether it was still asleep. */
        boolean wake() {
            boolean asleep = woken.compareAndSet(false, true);
            latch.countDown();
            return asleep;
        }

        void await() throws InterruptedException {
            latch.await();
        }
    }

    private final TimeSource time;
    private final Runnable onAlarm;
    private final Set<Waiter> asleep = new LinkedHashSet<>();
    private TimeSource.@Nullable Timer alarm;
    private long alarmAt = Long.MAX_VALUE;

    Waiters(TimeSource time, Runnable onAlarm) {
        this.time = time;
        this.onAlarm = onAlarm;
    }

    boolean any() {
        return !asleep.isEmpty();
    }

    Waiter join() {
        var waiter = new Waiter();
        asleep.add(waiter);
        return waiter;
    }

    void leave(Waiter waiter) {
        asleep.remove(waiter);
    }

    void wakeOne() {
        for (var waiters = asleep.iterator(); waiters.hasNext(); ) {
            var waiter = waiters.next();
            waiters.remove();
            if (waiter.wake()) {
                return;
            }
        }
    }

    void wakeAll() {
        asleep.forEach(Waiter::wake);
        asleep.clear();
        setAlarm(Long.MAX_VALUE);
    }

    /** One alarm at a time: the earliest that was asked for since the last one rang. */
    void alarmBy(long when) {
        if (when < alarmAt) {
            setAlarm(when);
        }
    }

    void rang() {
        alarm = null;
        alarmAt = Long.MAX_VALUE;
    }

    private void setAlarm(long when) {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        alarmAt = when;
        if (when != Long.MAX_VALUE) {
            alarm = time.at(Instant.ofEpochMilli(when), onAlarm);
        }
    }
}
