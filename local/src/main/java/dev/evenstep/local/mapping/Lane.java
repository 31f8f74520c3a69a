package dev.evenstep.local.mapping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One of a shard's batches at a time: the records of some of its items, in their order. */
final class Lane {

    /** How often a lane that waits looks whether it is to stop. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ShardContext context;
    private final StreamBatches batches;
    private final Deque<StreamRecord> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int changes;

    Lane(ShardContext context, StreamBatches batches) {
        this.context = context;
        this.batches = batches;
    }

    /**
     * Takes records from the reader; waits while more than a batch is waiting already. What comes when the mapping is
     * stopped is read again next time.
     */
    void add(Collection<StreamRecord> records) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() > context.spec().batchSize() && !stopped()) {
                awaitChange(LOOK_NANOS);
            }
            waiting.addAll(records);
            tellChange();
        } finally {
            lock.unlock();
        }
    }

    private boolean stopped() {
        return context.stopped().getCount() == 0;
    }

    private void awaitChange(long nanos) throws InterruptedException {
        int before = changes;
        long left = nanos;
        while (changes == before && left > 0) {
            left = changed.awaitNanos(left);
        }
    }

    private void tellChange() {
        changes++;
        changed.signalAll();
    }

    void run() throws InterruptedException {
        while (!stopped()) {
            List<StreamRecord> batch = next();
            if (!batch.isEmpty()) {
                batches.process(batch);
            }
        }
    }

    /** Gathers a batch: what is there, and where the mapping has a window, what comes until that is over. */
    private List<StreamRecord> next() throws InterruptedException {
        List<StreamRecord> batch = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !stopped()) {
                awaitChange(LOOK_NANOS);
            }
            long deadline = System.nanoTime() + context.spec().window().toNanos();
            int size = fill(batch, 0);
            while (waiting.isEmpty() && batch.size() < context.spec().batchSize() && !stopped()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                awaitChange(Math.min(left, LOOK_NANOS));
                size = fill(batch, size);
            }
            tellChange();
        } finally {
            lock.unlock();
        }
        return stopped() ? List.of() : batch;
    }

    /** Moves to the batch what fits; gives its size in bytes. */
    private int fill(List<StreamRecord> batch, int size) {
        int filled = size;
        while (!waiting.isEmpty() && batch.size() < context.spec().batchSize()) {
            int more = EventJson.size(waiting.getFirst().json());
            if (!batch.isEmpty() && filled + more > EventJson.LARGEST - 16) {
                break;
            }
            filled += more;
            batch.add(waiting.removeFirst());
        }
        return filled;
    }
}
