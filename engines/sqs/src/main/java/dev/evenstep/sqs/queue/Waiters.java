package dev.evenstep.sqs.queue;

import dev.evenstep.engine.time.TimeSource;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The receives that wait at one queue, each for its bell, and the alarm for the moment at which something can be received
 * by itself.
 */
final class Waiters {

    private final TimeSource time;
    private final Runnable onAlarm;
    private final Set<Semaphore> asleep = new LinkedHashSet<>();
    private TimeSource.@Nullable Timer alarm;
    private long alarmAt = Long.MAX_VALUE;

    Waiters(TimeSource time, Runnable onAlarm) {
        this.time = time;
        this.onAlarm = onAlarm;
    }

    boolean any() {
        return !asleep.isEmpty();
    }

    void join(Semaphore bell) {
        asleep.add(bell);
    }

    void leave(Semaphore bell) {
        asleep.remove(bell);
    }

    /** The one that has waited longest. */
    void wakeOne() {
        var bell = asleep.iterator().next();
        asleep.remove(bell);
        bell.release();
    }

    void wakeAll() {
        asleep.forEach(Semaphore::release);
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
