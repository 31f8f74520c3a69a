package dev.evenstep.engine.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Of pages in a file, for a commit writes each that was changed as a whole. */
    private static final int PAGE_BYTES = 4096;

    /**
     * So many commits the room of what is not needed any more stays as it is. The file's head names a chunk that may be some
     * commits old, since a compaction commits without writing it; what that chunk needs must not have been written over.
     */
    private static final int VERSIONS_KEPT = 8;

    /** So often is a reading begun anew that a write came into, before it takes its turn among the writers. */
    private static final int TRIES = 3;

    private final MVStore store;
    private final @Nullable GroupCommits commits;
    private final ReentrantLock writing;
    private final List<Runnable> undo = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final AtomicLong turns = new AtomicLong(); // odd while somebody writes

    private Storage(MVStore store, boolean durable) {
        this.store = store;
        // with commits, fair: whoever has done its work lets others do theirs, so that one commit serves all
        this.writing = new ReentrantLock(durable);
        this.commits = durable ? new GroupCommits(store, writing) : null;
    }

    /** Keeps nothing beyond this JVM. */
    public static Storage memory() {
        var store = new MVStore.Builder().autoCommitDisabled().open();
        store.setVersionsToKeep(0);
        return new Storage(store, false);
    }

    /**
     * Opens a file, making it where it is missing; its folder must be there.
     *
     * @throws StorageException where the file cannot be used, such as when another process holds it
     */
    public static Storage file(Path file) {
        try {
            var store = new MVStore.Builder()
                    .fileName(UninterruptiblePath.name(file.toAbsolutePath()))
                    .pageSplitSize(PAGE_BYTES)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0) // else a large piece of work is written in parts
                    .open();
            store.setVersionsToKeep(VERSIONS_KEPT);
            store.setRetentionTime(0);
            return new Storage(store, true);
        } catch (MVStoreException | IllegalArgumentException e) {
            throw new StorageException(
                    "Cannot open %s: %s. If another local run uses this data folder, stop it or name another one."
                            .formatted(file.toAbsolutePath(), e.getMessage()),
                    e);
        }
    }

    /**
     * Opens a map, making it where it is missing; one codec per name. Of maps that are not open, a file's room is not
     * given to others.
     */
    public <V> OrderedMap<V> map(String name, Codec<V> codec) {
        return new OrderedMap<>(store.openMap(name, builder(codec)), this);
    }

    private static <V> MVMap.Builder<byte[], V> builder(Codec<V> codec) {
        var builder = new MVMap.Builder<byte[], V>();
        builder.keyType(new BytesType()).valueType(new ValueType<>(codec));
        return builder;
    }

    /** Removes a map and all that is in it, when the {@link #write} ends that this is called within. */
    public void drop(String name) {
        checkWriting();
        dropped.add(name);
    }

    private void remove(String name) {
        if (store.hasMap(name)) {
            // one that was not opened yet must be, by its own type of keys, for its pages are read
            store.removeMap(store.openMap(name, builder(new RawCodec())));
        }
    }

    /** Has work done by the thread that writes, once what it writes would survive a hard stop. Within {@link #write}. */
    public void afterwards(Runnable work) {
        checkWriting();
        afterwards.add(work);
    }

    /**
     * Reads, without any lock. Iterators that the work makes are good until it ends: in a file, pages of old are given to
     * others as soon as nobody reads them.
     */
    public <T extends @Nullable Object> T read(Supplier<T> work) {
        if (commits == null) {
            return work.get();
        }
        var version = store.registerVersionUsage();
        try {
            return work.get();
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    /** Reads several things as they are together at one moment. The work may be done more than once. */
    public <T extends @Nullable Object> T readTogether(Supplier<T> work) {
        for (int tries = 0; tries < TRIES; tries++) {
            long before = turns.get();
            T result = read(work);
            if (before % 2 == 0 && turns.get() == before) {
                return result;
            }
        }
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Does work alone among all writers and gives its result once it would survive a hard stop. Where the work throws,
     * what it did until then is undone. A write within a write is a part of it.
     */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return work.get();
        }
        T result;
        long number;
        List<Runnable> then;
        writing.lock();
        turns.incrementAndGet();
        try {
            result = work.get();
            dropped.forEach(this::remove);
            undo.clear();
            then = List.copyOf(afterwards);
            number = commits == null ? 0 : commits.written();
        } finally {
            undo.reversed().forEach(Runnable::run);
            undo.clear();
            dropped.clear();
            afterwards.clear();
            turns.incrementAndGet();
            writing.unlock();
        }
        if (commits != null) {
            commits.await(number);
        }
        then.forEach(Runnable::run);
        return result;
    }

    /** To be called for each change that a write makes: how it is undone. */
    void onFailure(Runnable undoing) {
        undo.add(undoing);
    }

    void checkWriting() {
        if (!writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("Storage is written within write() only");
        }
    }

    /** Writes what is open and lets go of the file. Idempotent. */
    @Override
    public void close() {
        writing.lock();
        try {
            store.close();
        } finally {
            writing.unlock();
        }
    }
}
