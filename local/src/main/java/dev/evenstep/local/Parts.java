package dev.evenstep.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been started, to be closed in the reverse order. What is added after the closing is closed at once. */
final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
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

    /** Closes every part, whatever the others do. Idempotent. */
    @Override
    public void close() {
        synchronized (started) {
            closed = true;
        }
        closeAll(started);
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
