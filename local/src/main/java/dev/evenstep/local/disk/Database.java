package dev.evenstep.local.disk;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One database file that many threads share through a single writer. All work that waits when the writer comes round is
 * committed at once, so that a commit's cost is shared under load. When work is done, its writes survive a hard stop of
 * the process ({@code kill -9}); not a loss of power, since the operating system's cache is not flushed.
 *
 * <p>Work that fails leaves nothing behind and does not touch the work committed with it. Safe for concurrent use;
 * interrupting a waiting caller does not interrupt the work.
 */
public final class Database implements AutoCloseable {

    // H2 delays writes by half a second unless told otherwise; retention and the exit hook serve nobody here
    private static final String OPTIONS = ";WRITE_DELAY=0;RETENTION_TIME=0;DB_CLOSE_ON_EXIT=FALSE";

    private static final int MOST_AT_ONCE = 256;

    private final Path file;
    private final Connection connection;
    private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private boolean closed;

    /** Something to do on the connection; it must neither commit nor roll back. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private record Task<T>(Work<T> work, CompletableFuture<T> done) {

        /** Does the work; says what is to be told to the caller once the commit has succeeded. */
        Runnable attempt(Connection connection) throws SQLException {
            var before = connection.setSavepoint();
            try {
                T result = work.on(connection);
                return () -> done.complete(result);
            } catch (SQLException | RuntimeException e) {
                connection.rollback(before);
                return () -> done.completeExceptionally(e);
            }
        }
    }

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.writer =
                Thread.ofPlatform().daemon().name("disk-" + file.getFileName()).unstarted(this::run);
    }

    /**
     * Opens a file, making it where it is missing.
     *
     * @param file without H2's {@code .mv.db}, which is appended
     * @param schema statements that may be repeated ({@code create table if not exists …})
     * @throws DiskException where the file cannot be opened, such as when another process holds it
     */
    public static Database open(Path file, String... schema) {
        var absolute = file.toAbsolutePath();
        try {
            var connection = DriverManager.getConnection("jdbc:h2:file:" + absolute + OPTIONS);
            try (Statement statement = connection.createStatement()) {
                for (String sql : schema) {
                    statement.execute(sql);
                }
            }
            connection.setAutoCommit(false);
            var database = new Database(absolute, connection);
            database.writer.start();
            return database;
        } catch (SQLException e) {
            throw new DiskException(
                    "Cannot open %s.mv.db: %s. If another local run uses this data folder, stop it or name another one."
                            .formatted(absolute, e.getMessage()),
                    e);
        }
    }

    /** Does the work and waits until it is committed. */
    public <T> T run(Work<T> work) {
        try {
            return submit(work).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DiskException known
                    ? known
                    : new DiskException("Cannot use %s.mv.db: %s".formatted(file, e.getCause()), e);
        }
    }

    /** Does the work soon, in the order of submission; the future is done when it is committed. */
    public <T> CompletableFuture<T> submit(Work<T> work) {
        var task = new Task<>(work, new CompletableFuture<T>());
        synchronized (waiting) {
            if (closed) {
                throw new IllegalStateException(file + ".mv.db is closed");
            }
            waiting.add(task);
        }
        return task.done();
    }

    private void run() {
        List<Task<?>> batch = new ArrayList<>();
        do {
            takeInto(batch);
            commit(batch);
            batch.clear();
        } while (!finished());
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DiskException("Cannot close %s.mv.db: %s".formatted(file, e.getMessage()), e);
        }
    }

    private boolean finished() {
        synchronized (waiting) {
            return closed && waiting.isEmpty();
        }
    }

    private void takeInto(List<Task<?>> batch) {
        while (batch.isEmpty()) {
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                // nobody has a reason to interrupt the writer, and H2 would close its file for good: goes on waiting
            }
        }
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
    }

    private void commit(List<Task<?>> batch) {
        List<Runnable> answers = new ArrayList<>(batch.size());
        try {
            for (Task<?> task : batch) {
                answers.add(task.attempt(connection));
            }
            connection.commit();
            answers.forEach(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            var failure = new DiskException("Cannot write %s.mv.db: %s".formatted(file, e.getMessage()), e);
            batch.forEach(task -> task.done().completeExceptionally(failure));
            rollback();
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new DiskException("Cannot use %s.mv.db any more: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Finishes what waits, then lets go of the file. Idempotent. */
    @Override
    public void close() {
        synchronized (waiting) {
            if (!closed) {
                closed = true;
                waiting.add(new Task<>(connection -> true, new CompletableFuture<>())); // wakes the writer
            }
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
