package dev.evenstep.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's clock, with one thread that waits and a virtual one for each piece of work. */
final class SystemTime implements TimeSource {

    private final ScheduledThreadPoolExecutor waiting = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engine-time").factory());

    SystemTime() {
        waiting.setRemoveOnCancelPolicy(true);
        waiting.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Timer at(Instant when, Runnable work) {
        long nanos = Math.max(0, Duration.between(now(), when).toNanos());
        var task = waiting.schedule(() -> Thread.startVirtualThread(work), nanos, TimeUnit.NANOSECONDS);
        return () -> task.cancel(false);
    }

    @Override
    public void close() {
        waiting.shutdownNow();
    }
}
