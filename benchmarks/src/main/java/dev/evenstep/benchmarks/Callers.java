package dev.evenstep.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Some threads that call something again and again. */
public final class Callers {

    private Callers() {}

    /**
     * Calls per second of all together, of each at least one.
     *
     * @param call makes the call of a caller, told by its number
     */
    public static double perSecond(int callers, Duration time, IntFunction<Runnable> call)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long calls = 0;
        try (var threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                Runnable one = call.apply(caller);
                counts.add(threads.submit(() -> until(end, one)));
            }
            for (Future<Long> count : counts) {
                calls += count.get();
            }
        }
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private static long until(long end, Runnable call) {
        long calls = 0;
        do {
            call.run();
            calls++;
        } while (System.nanoTime() < end);
        return calls;
    }
}
