package dev.evenstep.local.bus;

import dev.evenstep.local.bus.Deliverer.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deliveries to one target, one batch after the other. Has a thread only while there is something to do. */
final class Lane {

    private static final int BATCH = 10;

    private final Logger log = LoggerFactory.getLogger(Lane.class);
    private final Attempts attempts;
    private final Executor threads;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopped;

    Lane(Attempts attempts, Executor threads) {
        this.attempts = attempts;
        this.threads = threads;
    }

    void add(Pending pending) {
        waiting.add(pending);
        wake();
    }

    void stop() {
        stopped = true;
    }

    private void wake() {
        if (!stopped && running.compareAndSet(false, true)) {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException e) {
                stopped = true; // closed meanwhile: what waits stays in the journal
            }
        }
    }

    private void run() {
        try {
            for (var batch = take(); !batch.isEmpty() && !stopped; batch = take()) {
                attempts.make(batch);
            }
        } catch (RuntimeException e) {
            log.error("A delivery was left in the journal until the next start", e);
        } finally {
            running.set(false);
        }
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>(BATCH);
        for (var next = waiting.poll(); next != null; next = batch.size() < BATCH ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }
}
