package dev.evenstep.engine.storage;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/** Brings what was written to the file, with one commit for all that wait for one. */
final class GroupCommits {

    /** Each commit leaves pages of old behind, few of them in use: so often those are written anew, for their room. */
    private static final int COMPACTION = 64;

    /**
     * A mark that MVStore takes away by writing the file's head, which names the newest chunk. Without it the head is up to
     * 20 chunks old: the newest is found from there chunk by chunk, and not at all once the room of one was given away.
     */
    private static final String CLEAN = "clean";

    private static final int FULL_ENOUGH_PERCENT = 50;
    private static final int BYTES_AT_ONCE = 1024 * 1024;

    private final MVStore store;
    private final ReentrantLock writing;
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition done = waiting.newCondition();
    private long written;
    private long committed;
    private long commits;
    private boolean busy;

    GroupCommits(MVStore store, ReentrantLock writing) {
        this.store = store;
        this.writing = writing;
    }

    /** Counts a piece of work, under the lock of the writers. */
    long written() {
        return ++written;
    }

    /** Gives back when the piece of work of this number would survive a hard stop. */
    void await(long number) {
        waiting.lock();
        try {
            while (committed < number) {
                if (busy) {
                    done.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            waiting.unlock();
        }
    }

    /** Commits for all that have written; who comes meanwhile waits, and one of them leads next. */
    private void lead() {
        busy = true;
        waiting.unlock();
        long all = committed;
        try {
            all = commit();
        } finally {
            waiting.lock();
            committed = all;
            busy = false;
            done.signalAll();
        }
    }

    private long commit() {
        writing.lock(); // a commit must not fall into the middle of another's work
        try {
            if (++commits % COMPACTION == 0) {
                compact();
            }
            store.getStoreHeader().put(CLEAN, 1);
            store.commit();
            return written;
        } finally {
            writing.unlock();
        }
    }

    private void compact() {
        try {
            store.compact(FULL_ENOUGH_PERCENT, BYTES_AT_ONCE);
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                throw e;
            }
            Thread.currentThread().interrupt(); // of no matter here: there will be another time
        }
    }
}
