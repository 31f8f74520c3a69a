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
public final class ConcurrentBatchProcessor implements BatchProcessor {

    private final RecordHandler handler;
    private final BatchOptions options;
    private final ProcessingTimeEstimate estimate = new ProcessingTimeEstimate();

    public ConcurrentBatchProcessor(RecordHandler handler, BatchOptions options) {
        this.handler = handler;
        this.options = options;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<RecordResult> slots = batch.stream().map(RecordResult::new).toList();
        Collection<List<RecordResult>> groups = groups(slots);
        Duration half = deadline.remaining().dividedBy(2);
        Semaphore places = new Semaphore(options.concurrency());
        AtomicBoolean begun = new AtomicBoolean();
        AtomicInteger open = new AtomicInteger(groups.size());
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        ThreadContext surroundings = ThreadContext.here();
        List<Thread> threads = new ArrayList<>(groups.size());
        for (List<RecordResult> group : groups) {
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
                        .filter(result -> result.isAtWorkSince(half))
                        .forEach(result -> handler.hung(result.delivery(), deadline));
            }
            return slots.stream().map(RecordResult::outcome).toList();
        } finally {
            // Not joined: that would wait for work that does not heed its interrupt.
            threads.forEach(Thread::interrupt);
        }
    }

    private static Collection<List<RecordResult>> groups(List<RecordResult> slots) {
        Map<Object, List<RecordResult>> groups = new LinkedHashMap<>();
        for (RecordResult result : slots) {
            String group = result.delivery().group();
            groups.computeIfAbsent(group == null ? result : group, any -> new ArrayList<>())
                    .add(result);
        }
        return groups.values();
    }

    private void runGroup(List<RecordResult> group, Deadline deadline, Semaphore places, AtomicBoolean begun)
            throws InterruptedException {
        for (int i = 0; i < group.size(); i++) {
            RecordResult result = group.get(i);
            places.acquire();
            try {
                result.settle(
                        timeIsShort(deadline, begun) ? new Decision.DeadlineExceeded(false) : decide(result, deadline));
            } finally {
                places.release();
            }
            if (!result.isSettled()) {
                String behind = result.delivery().id();
                group.subList(i + 1, group.size()).forEach(rest -> rest.settle(new Decision.Blocked(behind)));
                return;
            }
        }
    }

    /** The first record of an invocation begins whatever was seen before: else a slow spell would never be seen to end. */
    private boolean timeIsShort(Deadline deadline, AtomicBoolean begun) {
        Duration forOne = begun.getAndSet(true) ? estimate.perRecord() : Duration.ZERO;
        return deadline.remaining().compareTo(forOne.plus(options.margin())) < 0;
    }

    private Decision decide(RecordResult result, Deadline deadline) {
        Duration before = deadline.remaining();
        result.begin(before);
        Decision decision = FailureBoundary.decide(handler, result.delivery(), deadline);
        Duration after = deadline.remaining();
        // What was not begun tells nothing, and what was cut off how long the invocation lasted, or was frozen.
        if (!(decision instanceof Decision.Withheld) && after.compareTo(options.margin()) > 0) {
            estimate.observe(before.minus(after));
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
