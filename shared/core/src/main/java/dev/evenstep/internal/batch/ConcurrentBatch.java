package dev.evenstep.internal.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
        if (batch.isEmpty()) {
            return List.of();
        }
        List<Slot> slots = batch.stream().map(Slot::new).toList();
        Collection<List<Slot>> groups = groups(slots);
        Duration half = deadline.remaining().dividedBy(2);
        Semaphore places = new Semaphore(options.concurrency());
        AtomicBoolean begun = new AtomicBoolean();
        AtomicInteger open = new AtomicInteger(groups.size());
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        Surroundings surroundings = Surroundings.here();
        List<Thread> threads = new ArrayList<>(groups.size());
        for (List<Slot> group : groups) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    surroundings.enter();
                    runGroup(group, deadline, places, begun);
                    if (open.decrementAndGet() == 0) {
                        boolean unused = end.complete(true);
                    }
                } catch (Throwable failure) {
                    boolean unused = end.completeExceptionally(failure);
                }
            }));
        }
        try {
            if (isTimeOver(end, deadline.remaining().minus(options.margin()))) {
                slots.stream()
                        .filter(slot -> slot.isAtWorkSince(half))
                        .forEach(slot -> work.hung(slot.delivery(), deadline));
            }
            return slots.stream().map(Slot::outcome).toList();
        } finally {
            // Not joined: that would wait for work that does not heed its interrupt.
            threads.forEach(Thread::interrupt);
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

    private void runGroup(List<Slot> group, Deadline deadline, Semaphore places, AtomicBoolean begun)
            throws InterruptedException {
        for (int i = 0; i < group.size(); i++) {
            Slot slot = group.get(i);
            places.acquire();
            try {
                slot.settle(timeIsShort(deadline, begun) ? new Decision.OutOfTime(false) : decide(slot, deadline));
            } finally {
                places.release();
            }
            if (!slot.isSettled()) {
                String behind = slot.delivery().id();
                group.subList(i + 1, group.size()).forEach(rest -> rest.settle(new Decision.Held(behind)));
                return;
            }
        }
    }

    /** The first record of an invocation begins whatever was seen before: else a slow spell would never be seen to end. */
    private boolean timeIsShort(Deadline deadline, AtomicBoolean begun) {
        Duration forOne = begun.getAndSet(true) ? pace.perRecord() : Duration.ZERO;
        return deadline.remaining().compareTo(forOne.plus(options.margin())) < 0;
    }

    private Decision decide(Slot slot, Deadline deadline) {
        Duration before = deadline.remaining();
        slot.begin(before);
        Decision decision = Contained.decide(work, slot.delivery(), deadline);
        Duration after = deadline.remaining();
        // What was not begun tells nothing, and what was cut off how long the invocation lasted, or was frozen.
        if (!(decision instanceof Decision.Withheld) && after.compareTo(options.margin()) > 0) {
            pace.observe(before.minus(after));
        }
        return decision;
    }

    /** What is not decided by then is given back. */
    private static boolean isTimeOver(CompletableFuture<Boolean> end, Duration time) {
        try {
            boolean unused = end.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException deadlineIsNear) {
            return true;
        } catch (ExecutionException failed) {
            raise(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static void raise(@Nullable Throwable failure) {
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        throw new IllegalStateException("A batch's group failed outside of its records", failure);
    }
}
