package dev.evenstep.engine.storage;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/**
 * Brings what was written to the file, with one commit for all that wait for one. Nothing is compacted while others write:
 * a process that was killed while MVStore moved pages came up again without its last commits.
 */
final class Commits {

    private final MVStore store;
    private final ReentrantLock writing;
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition done = waiting.newCondition();
    private long written;
    private long committed;
    private boolean busy;

    Commits(MVStore store, ReentrantLock writing) {
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
            store.commit();
            return written;
        } finally {
            writing.unlock();
        }
    }
}
