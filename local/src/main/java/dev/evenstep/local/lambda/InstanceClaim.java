package dev.evenstep.local.lambda;

import dev.evenstep.local.lambda.instance.InitFailedException;
import dev.evenstep.local.lambda.instance.Instance;
import dev.evenstep.local.lambda.instance.InvocationOutcome;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One caller's place at a function: an instance, which is another one when the first turns out to have ended. */
final class InstanceClaim implements Invoker.TakenInstance {

    /** The only value that Lambda uses since it stopped telling handled errors apart. */
    private static final String UNHANDLED = "Unhandled";

    private final FunctionPool pool;
    private final String functionArn;
    private final InstantSource clock;
    private @Nullable Instance instance;
    private @Nullable InitFailedException failure;

    InstanceClaim(FunctionPool pool, String functionArn, InstantSource clock) {
        this.pool = pool;
        this.functionArn = functionArn;
        this.clock = clock;
    }

    /** Waits for an instance; that there is none is told by the invocation. */
    void prepare() throws InterruptedException {
        try {
            instance = pool.take();
        } catch (InitFailedException e) {
            failure = e;
        }
    }

    @Override
    public FunctionResult invoke(String payload) {
        return run(UUID.randomUUID(), payload).result();
    }

    FunctionRunner.Invoked run(UUID requestId, String payload) {
        try {
            return runHere(requestId, payload);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + functionArn + " was running", e);
        }
    }

    private FunctionRunner.Invoked runHere(UUID requestId, String payload) throws InterruptedException {
        try {
            Instance.Ended ended = instance().invoke(requestId, payload, functionArn, clock.instant());
            while (ended.outcome() instanceof InvocationOutcome.NotStarted) {
                close();
                ended = instance().invoke(requestId, payload, functionArn, clock.instant());
            }
            return new FunctionRunner.Invoked(result(ended), ended.logTail());
        } catch (InitFailedException e) {
            return new FunctionRunner.Invoked(
                    new FunctionResult(requestId.toString(), e.payload(), UNHANDLED),
                    CompletableFuture.completedFuture(""));
        }
    }

    private Instance instance() throws InterruptedException {
        if (failure != null) {
            throw failure;
        }
        Instance taken = instance == null ? pool.take() : instance;
        instance = taken;
        return taken;
    }

    private static FunctionResult result(Instance.Ended ended) {
        return switch (ended.outcome()) {
            case InvocationOutcome.Answered(String answer) -> new FunctionResult(ended.requestId(), answer, null);
            case InvocationOutcome.FunctionFailed(String error) ->
                new FunctionResult(ended.requestId(), error, UNHANDLED);
            case InvocationOutcome.NotStarted() -> throw new IllegalStateException("not started, and not tried again");
        };
    }

    @Override
    public void close() {
        Instance used = instance;
        instance = null;
        if (used != null) {
            pool.putBack(used);
        }
    }
}
