package dev.evenstep.local.dynamodb;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The thread group that DynamoDB Local's own threads are born into, since its first use happens on a thread of this
 * group. It has no other handle on them: when it is stopped, its expiry jobs would sleep on for up to 10 s.
 */
final class Threads {

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

    void interrupt() {
        group.interrupt();
    }
}
