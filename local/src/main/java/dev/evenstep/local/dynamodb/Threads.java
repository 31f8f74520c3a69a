package dev.evenstep.local.dynamodb;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The thread group that DynamoDB Local's own threads are born into, since its first use happens on a thread of this
 * group. It has no other handle on them: when it is stopped, its expiry jobs would sleep on for up to 10 s.
 */
final class Threads {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ThreadGroup group = new ThreadGroup("dynamodb");

    <T> T call(Callable<T> work) {
        var task = new FutureTask<>(work);
        new Thread(group, task, "dynamodb-start").start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while DynamoDB started", e);
        }
    }

    /** Wakes the jobs that sleep, and waits for the end of all, the writer of the database included. */
    void end() {
        var threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        try {
            for (int i = 0; i < count; i++) {
                if (threads[i].getName().startsWith("pool-")) {
                    threads[i].interrupt();
                }
            }
            for (int i = 0; i < count; i++) {
                threads[i].join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
