package dev.evenstep.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A time that stands still until it is moved: hours pass in milliseconds. Work whose time has come is done, in its
 * order, on the thread that moves the time.
 */
public final class ManualTime implements TimeSource {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::when).thenComparingLong(Task::number));
    private Instant now;
    private long numbers;

    public ManualTime(Instant start) {
        this.now = start;
    }

    private record Task(Instant when, long number, Runnable work) {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Moves the time forward; gives back when all work up to then is done. */
    public void advance(Duration by) {
        Instant until = now().plus(by);
        for (Task next = next(until); next != null; next = next(until)) {
            next.work().run();
        }
    }

    private synchronized @Nullable Task next(Instant until) {
        var first = tasks.peek();
        if (first == null || first.when().isAfter(until)) {
            now = until;
            return null;
        }
        now = first.when().isAfter(now) ? first.when() : now;
        return tasks.poll();
    }

    @Override
    public synchronized Timer at(Instant when, Runnable work) {
        var task = new Task(when, numbers++, work);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    @Override
    public synchronized void close() {
        tasks.clear();
    }
}
