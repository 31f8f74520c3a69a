package dev.evenstep.engine.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Ordered maps by name, in memory or in one file. Writers take turns; what one {@link #write} does survives a hard stop
 * of the process ({@code kill -9}) whole or not at all, and does survive it once the method has returned. A loss of power
 * is another matter: the operating system's cache is not flushed.
 */
public final class Storage implements AutoCloseable {

    private final MVStore store;
    private final boolean durable;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock committing = new ReentrantLock();
    private final List<Runnable> afterwards = new ArrayList<>();
    private long written;
    private long committed;

    private Storage(MVStore store, boolean durable) {
        this.store = store;
        this.durable = durable;
    }

    /** Keeps nothing beyond this JVM. */
    public static Storage memory() {
        var store = new MVStore.Builder().autoCommitDisabled().open();
        store.setVersionsToKeep(0);
        return new Storage(store, false);
    }

    /**
     * Opens a file, making it where it is missing.
     *
     * @throws StorageException where the file cannot be used, such as when another process holds it
     */
    public static Storage file(Path file) {
        try {
            var store = new MVStore.Builder()
                    .fileName(file.toAbsolutePath().toString())
                    .autoCommitDisabled()
                    .open();
            store.setVersionsToKeep(0);
            store.setRetentionTime(0);
            return new Storage(store, true);
        } catch (MVStoreException e) {
            throw new StorageException(
                    "Cannot open %s: %s. If another local run uses this data folder, stop it or name another one."
                            .formatted(file.toAbsolutePath(), e.getMessage()),
                    e);
        }
    }

    /** Opens a map, making it where it is missing; one codec per name. */
    public <V> OrderedMap<V> map(String name, Codec<V> codec) {
        return new StoredMap<>(store.openMap(name, builder(codec)));
    }

    private static <V> MVMap.Builder<byte[], V> builder(Codec<V> codec) {
        var builder = new MVMap.Builder<byte[], V>();
        builder.keyType(new BytesType()).valueType(new ValueType<>(codec));
        return builder;
    }

    /** Removes a map and all that is in it. Within {@link #write}. */
    public void drop(String name) {
        if (store.hasMap(name)) {
            // one that was not opened yet must be, by its own type of keys, for its pages are read
            store.removeMap(store.openMap(name, builder(new RawCodec())));
        }
    }

    /** Does work alone among all writers and gives its result once it would survive a hard stop. */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        T result;
        long mine;
        List<Runnable> then;
        writing.lock();
        try {
            result = work.get();
            mine = ++written;
            then = List.copyOf(afterwards);
        } finally {
            afterwards.clear();
            writing.unlock();
        }
        if (durable) {
            commit(mine);
        }
        then.forEach(Runnable::run);
        return result;
    }

    /** Has work done by the thread that writes, once what it writes would survive a hard stop. Within {@link #write}. */
    public void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /** One commit for all that waits: who comes while another one commits finds its work done by the next. */
    private void commit(long mine) {
        committing.lock();
        try {
            if (committed < mine) {
                writing.lock(); // a commit must not fall into the middle of another's work
                try {
                    committed = written;
                    store.commit();
                } finally {
                    writing.unlock();
                }
            }
        } finally {
            committing.unlock();
        }
    }

    /** Writes what is open and lets go of the file. Idempotent. */
    @Override
    public void close() {
        store.close();
    }
}
