package dev.evenstep.local.lambda.instance;

import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.stack.FunctionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One JVM that runs one function, one invocation at a time. It is ready when its runtime asks for work for the first
 * time, and gone when its process is gone, which fails the invocation that it was working on.
 */
public final class Instance {

    private final FunctionSpec function;
    private final FunctionCode code;
    private final String logStream;
    private final Process process;
    private final InstanceLog log;
    private final InvocationReport report;
    private final FunctionEvents events;
    private final long startedNanos;
    private final BlockingQueue<Optional<Invocation>> mailbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile @Nullable Invocation current;
    private volatile Duration init = Duration.ZERO;
    private volatile boolean stopping;
    private volatile boolean broken;

    Instance(
            FunctionSpec function,
            FunctionCode code,
            String logStream,
            Process process,
            InstanceLog log,
            FunctionEvents events,
            long startedNanos) {
        this.function = function;
        this.code = code;
        this.logStream = logStream;
        this.process = process;
        this.log = log;
        this.report = new InvocationReport(function.memoryMegabytes(), process.pid());
        this.events = events;
        this.startedNanos = startedNanos;
    }

    /** One invocation's outcome, and the last 4 KB of its log once that is whole. */
    public record Ended(String requestId, InvocationOutcome outcome, CompletableFuture<String> logTail) {}

    String logStream() {
        return logStream;
    }

    /** Done when the process is gone, with its exit status. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Runs something when the process is gone; at once where it is gone already. */
    public void onExit(Runnable action) {
        Thread.ofVirtual().start(() -> {
            exit.join();
            action.run();
        });
    }

    /** Whether it may get another invocation. */
    public boolean isUsable() {
        return !stopping && !broken && !exit.isDone();
    }

    /** How long it took to get ready. */
    public Duration init() {
        return init;
    }

    FunctionSpec function() {
        return function;
    }

    FunctionCode code() {
        return code;
    }

    /**
     * Runs one invocation and waits for its end, at most for the function's time-out: then the instance is killed.
     *
     * @param functionArn as the caller named it, with its qualifier
     * @throws InterruptedException when the waiting thread is interrupted; the instance is killed then
     */
    public Ended invoke(UUID requestId, String payload, String functionArn, Instant now) throws InterruptedException {
        Invocation invocation = Invocation.of(requestId.toString(), payload, functionArn, now.plus(function.timeout()));
        current = invocation;
        if (exit.isDone()) {
            return notStarted(invocation);
        }
        mailbox.add(Optional.of(invocation));
        InvocationOutcome outcome = await(invocation);
        current = null;
        if (outcome instanceof InvocationOutcome.NotStarted) {
            return notStarted(invocation);
        }
        return new Ended(invocation.requestId(), outcome, log.close(report.end(invocation)));
    }

    private static Ended notStarted(Invocation invocation) {
        return new Ended(
                invocation.requestId(), new InvocationOutcome.NotStarted(), CompletableFuture.completedFuture(""));
    }

    private InvocationOutcome await(Invocation invocation) throws InterruptedException {
        try {
            return invocation.outcome().get(function.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return timedOut(invocation);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never fails", e);
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    private InvocationOutcome timedOut(Invocation invocation) {
        LambdaError error = LambdaError.timedOut(invocation.requestId(), function.timeout());
        if (invocation.outcome().complete(new InvocationOutcome.FunctionFailed(error.json()))) {
            log.write(report.timedOut(invocation, LambdaError.timedOut(function.timeout())));
            kill();
            events.happened(
                    new FunctionEvent.TimedOut(function.name(), logStream, invocation.requestId(), function.timeout()));
        }
        return invocation.outcome().join();
    }

    /** Waits until the runtime asks for work. */
    void awaitReady(Duration limit) throws InterruptedException, TimeoutException {
        try {
            ready.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InitFailedException failed ? failed : new IllegalStateException(e.getCause());
        }
        init = sinceStart();
        report.initTook(init);
    }

    /** Ends an instance that did not get ready in time. */
    void giveUpInit(String phase, String status) {
        log.write(InvocationReport.init(sinceStart(), phase, status));
        kill();
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** The runtime asks for work: waits for some; nothing when the instance has ended. */
    Optional<Invocation> next() {
        ready.complete(null);
        log.idle();
        try {
            Optional<Invocation> next = mailbox.take();
            next.ifPresent(invocation -> {
                invocation.taken();
                log.open("START RequestId: %s Version: $LATEST".formatted(invocation.requestId()));
            });
            return next;
        } catch (InterruptedException closing) {
            return Optional.empty();
        }
    }

    void answered(String requestId, String payload) {
        complete(requestId, new InvocationOutcome.Answered(payload));
    }

    void failed(String requestId, LambdaError error) {
        events.happened(new FunctionEvent.Failed(function.name(), logStream, requestId, error.type(), error.message()));
        complete(requestId, new InvocationOutcome.FunctionFailed(error.json()));
    }

    private void complete(String requestId, InvocationOutcome outcome) {
        Invocation invocation = current;
        if (invocation != null && invocation.requestId().equals(requestId)) {
            invocation.outcome().complete(outcome);
        }
    }

    void initFailed(LambdaError error) {
        ready.completeExceptionally(new InitFailedException(error));
    }

    /** The process has ended. */
    void exited(int status, String requestIdOfInit) {
        boolean wasReady = ready.isDone() && !ready.isCompletedExceptionally();
        ready.completeExceptionally(new InitFailedException(LambdaError.exited(requestIdOfInit, status)));
        exit.complete(status);
        mailbox.add(Optional.empty());
        Invocation invocation = current;
        if (wasReady && !stopping) {
            String working = invocation == null || !invocation.isTaken() ? null : invocation.requestId();
            events.happened(new FunctionEvent.Crashed(function.name(), logStream, working, LambdaError.exit(status)));
        }
        if (invocation != null) {
            invocation.outcome().complete(lost(invocation, status));
        }
    }

    private static InvocationOutcome lost(Invocation invocation, int status) {
        return invocation.isTaken()
                ? new InvocationOutcome.FunctionFailed(
                        LambdaError.exited(invocation.requestId(), status).json())
                : new InvocationOutcome.NotStarted();
    }

    /** The runtime fetched an invocation and was gone before it could have it. */
    void undelivered(String requestId) {
        broken = true;
        process.destroyForcibly();
        complete(requestId, new InvocationOutcome.NotStarted());
    }

    /** Waits for the end of a process that was killed, 5 s at most. */
    void awaitExit() {
        exit.copy().completeOnTimeout(0, 5, TimeUnit.SECONDS).join();
    }

    /** Ends the process at once. */
    public void kill() {
        stopping = true;
        process.destroyForcibly();
    }

    /** Asks the process to exit in good order; refused while it works on something or is not ready. */
    boolean askToExit() {
        if (current != null || !ready.isDone() || exit.isDone()) {
            return false;
        }
        stopping = true;
        log.ask(Launcher.ASK_EXIT);
        return true;
    }
}
