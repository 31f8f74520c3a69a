package dev.evenstep.cli.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts one instance of every function, so that a first event need not wait. */
public final class Prewarming {

    private final LocalRun run;
    private final ShutdownHook hook;

    public Prewarming(LocalRun run, ShutdownHook hook) {
        this.run = run;
        this.hook = hook;
    }

    /** Whether all of them started. */
    public boolean await(PrintWriter out) {
        Map<String, CompletableFuture<Duration>> starts = run.prewarm();
        out.printf("starting %d functions%n", starts.size());
        boolean all = true;
        for (Map.Entry<String, CompletableFuture<Duration>> start : starts.entrySet()) {
            try {
                Duration unused = start.getValue().join();
            } catch (CompletionException failure) {
                hook.requireGoingOn(failure);
                all = false;
                out.printf("! %s: %s%n", start.getKey(), inWords(failure));
            }
        }
        return all;
    }

    private static String inWords(CompletionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
