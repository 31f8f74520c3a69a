package dev.evenstep.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What has been started, to be closed in the reverse order. What is added after the closing is closed at once. */
final class ShutdownSequence implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    <T extends AutoCloseable> T add(T part) {
        synchronized (started) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        closeAll(new ArrayDeque<>(List.of(part)));
        return part;
    }

    /**
     * Closes every part, whatever the others do. Idempotent, also when two close at once, such as a program's end and its
     * shutdown hook: the second waits for the first.
     */
    @Override
    public void close() {
        synchronized (started) {
            closed = true;
        }
        closing.lock();
        try {
            closeAll(started);
        } finally {
            closing.unlock();
        }
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        @Nullable IllegalStateException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("Not everything was closed: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
