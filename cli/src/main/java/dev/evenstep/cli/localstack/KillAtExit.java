package dev.evenstep.cli.localstack;

import java.util.concurrent.TimeUnit;

/** Ends a process, and what it started, when this is closed or this JVM ends; one that is done is left alone. */
final class KillAtExit implements AutoCloseable {

    private final Process process;
    private final Thread hook;

    KillAtExit(Process process) {
        this.process = process;
        hook = new Thread(() -> kill(process), "kill at exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void kill(Process process) {
        process.descendants().forEach(child -> {
            boolean unused = child.destroyForcibly();
        });
        Process unused = process.destroyForcibly();
    }

    /** False where it takes longer. */
    boolean endsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Leaves the process to itself from now on. */
    void leave() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException isEnding) {
            // The hook runs already.
        }
    }

    @Override
    public void close() {
        leave();
        kill(process);
    }
}
