package dev.evenstep.eventstore.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Threads of which one runs at a time: at every call that goes outside, chance says who is next, and whether the call fails
 * before it is made or after. The same seed makes the same of it.
 */
final class Turns {

    /** A call that was not made, or whose answer was lost. */
    static final class DisturbedException extends RuntimeException {}

    @FunctionalInterface
    interface Call<T> {

        T make();
    }

    /** One of so many calls fails before, and one after. */
    private static final int DISTURBED = 25;

    private final Random random;
    private final List<Runnable> actors = new ArrayList<>();
    private final List<Semaphore> turns = new ArrayList<>();
    private final List<Integer> alive = new ArrayList<>();
    private int running;

    Turns(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    void add(Runnable actor) {
        alive.add(actors.size());
        actors.add(actor);
        turns.add(new Semaphore(0));
    }

    /** Undisturbed, where all actors are done. */
    <T> T call(Call<T> call) {
        if (alive.isEmpty()) {
            return call.make();
        }
        int me = running;
        giveOn();
        turns.get(me).acquireUninterruptibly();
        disturb();
        T answer = call.make();
        disturb();
        return answer;
    }

    void step(Runnable step) {
        var unused = call(() -> {
            step.run();
            return true;
        });
    }

    private void disturb() {
        if (random.nextInt(DISTURBED) == 0) {
            throw new DisturbedException();
        }
    }

    private void giveOn() {
        running = alive.get(random.nextInt(alive.size()));
        turns.get(running).release();
    }

    void run() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int actor : List.copyOf(alive)) {
                futures.add(threads.submit(() -> act(actor)));
            }
            giveOn();
            for (Future<?> future : futures) {
                var unused = future.get();
            }
        }
    }

    private void act(int actor) {
        turns.get(actor).acquireUninterruptibly();
        try {
            actors.get(actor).run();
        } finally {
            alive.remove(Integer.valueOf(actor));
            if (!alive.isEmpty()) {
                giveOn();
            }
        }
    }
}
