package dev.evenstep.batch;

import dev.evenstep.decision.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a batch on virtual threads: groups beside one another, the records of a group in order. When a record does not
 * settle, the rest of its group is held and every other group goes on. Whatever is not finished shortly before the
 * deadline is interrupted and given back. What a record throws ends that record only, except for errors of the virtual
 * machine, which end the invocation.
 */
public final class ConcurrentBatch implements BatchWork {

    private final RecordWork work;
    private final BatchOptions options;
    private final Pace pace = new Pace();

    public ConcurrentBatch(RecordWork work, BatchOptions options) {
        this.work = work;
        this.options = options;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        List<Slot> slots = batch.stream().map(Slot::new).toList();
        Semaphore places = new Semaphore(options.concurrency());
        // Not closed but shut down: closing would wait for work that does not heed its interrupt.
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (List<Slot> group : groups(slots)) {
                running.add(executor.submit(() -> runGroup(group, deadline, places)));
            }
            awaitAll(running, deadline.remaining().minus(options.margin()));
            return slots.stream().map(Slot::outcome).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    private static Collection<List<Slot>> groups(List<Slot> slots) {
        Map<Object, List<Slot>> groups = new LinkedHashMap<>();
        for (Slot slot : slots) {
            String group = slot.delivery().group();
            groups.computeIfAbsent(group == null ? slot : group, any -> new ArrayList<>())
                    .add(slot);
        }
        return groups.values();
    }

    private @Nullable Void runGroup(List<Slot> group, Deadline deadline, Semaphore places) throws InterruptedException {
        for (int i = 0; i < group.size(); i++) {
            Slot slot = group.get(i);
            places.acquire();
            try {
                slot.settle(timeIsShort(deadline) ? new Decision.OutOfTime() : decide(slot, deadline));
            } finally {
                places.release();
            }
            if (!slot.isSettled()) {
                String behind = slot.delivery().id();
                group.subList(i + 1, group.size()).forEach(rest -> rest.settle(new Decision.Held(behind)));
                break;
            }
        }
        return null;
    }

    private boolean timeIsShort(Deadline deadline) {
        return deadline.remaining().compareTo(pace.perRecord().plus(options.margin())) < 0;
    }

    private Decision decide(Slot slot, Deadline deadline) {
        Duration before = deadline.remaining();
        try {
            return Contained.decide(work, slot.delivery(), deadline);
        } finally {
            pace.observe(before.minus(deadline.remaining()));
        }
    }

    private static void awaitAll(List<Future<?>> running, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (Future<?> group : running) {
                Object unused = group.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException deadlineIsNear) {
            // What is not decided by now is given back.
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException("A batch's group failed outside of its records", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
