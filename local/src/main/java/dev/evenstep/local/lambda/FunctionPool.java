package dev.evenstep.local.lambda;

import dev.evenstep.local.lambda.instance.InitFailedException;
import dev.evenstep.local.lambda.instance.Instance;
import dev.evenstep.local.lambda.instance.Instances;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.stack.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one function. Who needs one waits in line, first come, first served, and gets the one that was used
 * last; one more is started where the line has not been empty for a while and the function may have more. After a failed
 * start the function is left alone for a while, in which callers get the error of that start if there is no instance at
 * all.
 */
final class FunctionPool {

    /** A line that is empty for no longer than this goes on: who got an instance comes again at once. */
    private static final Duration LULL = Duration.ofMillis(100);

    private final FunctionSpec function;
    private final int most;
    private final Instances instances;
    private final FunctionEvents events;
    private final StartDelay delay;
    private final Duration scaleOutAfter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Instance> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<Instance>> waiting = new ArrayDeque<>();
    private int live;
    private int starting;
    private int awaitingRoom;
    private Instant inLineSince = Instant.EPOCH;
    private @Nullable Instant lineEmptySince = Instant.EPOCH;
    private boolean closed;
    private @Nullable InitFailedException lastFailure;

    FunctionPool(FunctionSpec function, LambdaOptions options, Instances instances, FunctionEvents events) {
        Integer reserved = function.reservedConcurrency();
        this.function = function;
        this.most =
                reserved == null ? options.instancesPerFunction() : Math.min(reserved, options.instancesPerFunction());
        this.instances = instances;
        this.events = events;
        this.delay = new StartDelay(options.firstStartDelay(), options.longestStartDelay());
        this.scaleOutAfter = options.scaleOutAfter();
    }

    /** Most instances at once; 0 where the function reserves a concurrency of 0, which means that it must not run. */
    int most() {
        return most;
    }

    /**
     * Takes an instance.
     *
     * @throws InitFailedException where none can be started
     */
    Instance take() throws InterruptedException {
        CompletableFuture<Instance> turn = new CompletableFuture<>();
        locked(() -> {
            waiting.add(turn);
            serve();
        });
        try {
            return turn.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InitFailedException failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            locked(() -> withdraw(turn));
            throw e;
        }
    }

    private void withdraw(CompletableFuture<Instance> turn) {
        if (!turn.cancel(false) && !turn.isCompletedExceptionally()) {
            keep(turn.join());
        }
        waiting.removeIf(CompletableFuture::isDone);
        serve();
    }

    /** Gives an instance back; one that has ended meanwhile is forgotten. */
    void putBack(Instance instance) {
        locked(() -> {
            keep(instance);
            serve();
        });
    }

    private void keep(Instance instance) {
        if (instance.isUsable()) {
            idle.addLast(instance);
        }
    }

    /** Waits until an instance is free or one more could be started, and nobody is before us in the line. */
    void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        awaitingRoom++;
        try {
            while (!closed && !hasRoom()) {
                watchLine();
                changed.await();
            }
        } finally {
            awaitingRoom--;
            watchLine();
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        return waiting.isEmpty() && (!idle.isEmpty() || mayGrow());
    }

    private boolean mayGrow() {
        return live < most && delay.isOver() && (live == 0 || isLineOld());
    }

    private boolean isLineOld() {
        return !Instant.now().isBefore(inLineSince.plus(scaleOutAfter));
    }

    /** A line that begins is looked at again when it is old enough for one more instance. */
    private void watchLine() {
        Instant now = Instant.now();
        if (waiting.isEmpty() && awaitingRoom == 0) {
            lineEmptySince = lineEmptySince == null ? now : lineEmptySince;
        } else {
            if (lineEmptySince != null && lineEmptySince.plus(LULL).isBefore(now)) {
                inLineSince = now;
                later(scaleOutAfter);
            }
            lineEmptySince = null;
        }
    }

    private void later(Duration wait) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> locked(this::serve));
    }

    /**
     * Starts an instance before anybody asks; tells how long that took, or fails with why it did not work. Where there is
     * one already, that is all.
     */
    CompletableFuture<Duration> prewarm() {
        CompletableFuture<Duration> started = new CompletableFuture<>();
        locked(() -> {
            if (closed) {
                started.completeExceptionally(closing());
            } else if (live > 0) {
                started.complete(Duration.ZERO);
            } else {
                begin("prewarm ", true, started);
            }
        });
        return started;
    }

    /** Replaces what runs code that was built anew since: idle instances at once, the others when their work is done. */
    void reload() {
        locked(() -> {
            List<Instance> outdated =
                    idle.stream().filter(instances::isOutdated).toList();
            idle.removeAll(outdated);
            outdated.forEach(this::retire);
            if (!outdated.isEmpty()) {
                begin("reload ", false, new CompletableFuture<>());
            }
            serve();
        });
    }

    private void begin(String what, boolean checked, CompletableFuture<Duration> started) {
        live++;
        starting++;
        Thread.ofVirtual().name(what + function.name()).start(() -> start(checked, started));
    }

    private void serve() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            Instance instance = idle.removeLast();
            if (instances.isOutdated(instance)) {
                retire(instance);
            } else if (!waiting.remove().complete(instance)) {
                idle.addLast(instance);
            }
        }
        if (closed || (live == 0 && !delay.isOver())) {
            failAll();
        }
        watchLine();
        while (starting < waiting.size() && mayGrow()) {
            begin("start ", false, new CompletableFuture<>());
        }
        changed.signalAll();
    }

    private void failAll() {
        InitFailedException failure = lastFailure;
        waiting.forEach(turn -> turn.completeExceptionally(failure == null ? closing() : failure));
        waiting.clear();
    }

    private IllegalStateException closing() {
        return new IllegalStateException(function.name() + " is being shut down");
    }

    private void retire(Instance instance) {
        events.happened(
                new FunctionEvent.CodeReplaced(function.name(), function.code().toString()));
        instance.kill();
    }

    private void start(boolean checked, CompletableFuture<Duration> started) {
        try {
            if (checked) {
                instances.check(function);
            }
            Instance instance = instances.start(function);
            locked(() -> {
                starting--;
                delay.succeeded();
                lastFailure = null;
                idle.addLast(instance);
                serve();
            });
            instance.onExit(() -> gone(instance));
            started.complete(instance.init());
        } catch (InitFailedException e) {
            failed(e);
            started.completeExceptionally(e);
        } catch (InterruptedException | RuntimeException e) {
            failed(InitFailedException.because(e));
            started.completeExceptionally(e);
        }
    }

    private void failed(InitFailedException failure) {
        locked(() -> {
            starting--;
            live--;
            lastFailure = failure;
            Duration left = delay.failed();
            if (!closed) {
                events.happened(new FunctionEvent.InitFailed(
                        function.name(), failure.errorType(), String.valueOf(failure.getMessage()), left));
            }
            CompletableFuture<Instance> first = waiting.poll();
            if (first != null) {
                first.completeExceptionally(failure);
            }
            serve();
            later(left);
        });
    }

    private void gone(Instance instance) {
        locked(() -> {
            live--;
            idle.remove(instance);
            serve();
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets an instance from here on, and nobody waits. */
    void close() {
        locked(() -> {
            closed = true;
            serve();
        });
    }
}
