package dev.evenstep.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Closes something when the process is told to end, as by Ctrl-C; no more once it is closed itself. What is closed may
 * be closed by its owner at the same time.
 */
public final class ShutdownHook implements AutoCloseable {

    /** The process is about to end, and what failed because of that needs no telling. */
    public static final class EndingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private EndingException(RuntimeException cause) {
            super("told to end", cause);
        }
    }

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean ending;

    private ShutdownHook(Runnable closing) {
        hook = new Thread(() -> end(closing), "at exit");
    }

    public static ShutdownHook close(LocalRun run) {
        ShutdownHook exit = new ShutdownHook(run::close);
        Runtime.getRuntime().addShutdownHook(exit.hook);
        return exit;
    }

    private void end(Runnable closing) {
        ending = true;
        try {
            closing.run();
        } finally {
            ended.countDown();
        }
    }

    /** @throws EndingException where the work fails and the process is ending */
    public <T> T unlessEnding(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            requireGoingOn(failure);
            throw failure;
        }
    }

    /** @throws EndingException where the process is ending, which is why this failed */
    void requireGoingOn(RuntimeException failure) {
        if (ending) {
            throw new EndingException(failure);
        }
    }

    /** Waits until the process was told to end and all is closed. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException isEnding) {
            // It runs already.
        }
    }
}
