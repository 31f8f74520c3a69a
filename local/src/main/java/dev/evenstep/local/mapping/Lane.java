package dev.evenstep.local.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of a shard's batches at a time: the records of some of its keys, in their order. */
final class Lane {

    /** How often a lane without records looks whether it is to stop. */
    private static final long IDLE_MILLIS = 200;

    private final ShardContext context;
    private final StreamBatches batches;
    private final BlockingQueue<StreamRecord> records;
    private @Nullable StreamRecord held;

    Lane(ShardContext context, StreamBatches batches) {
        this.context = context;
        this.batches = batches;
        this.records = new ArrayBlockingQueue<>(2 * Math.clamp(context.spec().batchSize(), 50, 1000));
    }

    /** Waits while the lane has much to do; a record that comes when the mapping is stopped is read again next time. */
    void add(StreamRecord record) throws InterruptedException {
        boolean added = false;
        while (!added && context.stopped().getCount() > 0) {
            added = records.offer(record, IDLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void run() throws InterruptedException {
        while (context.stopped().getCount() > 0) {
            List<StreamRecord> batch = next();
            if (!batch.isEmpty()) {
                batches.process(batch);
            }
        }
    }

    /** Gathers a batch: what is there, and where the mapping has a window, what comes until that is over. */
    private List<StreamRecord> next() throws InterruptedException {
        StreamRecord first = held == null ? records.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS) : held;
        held = null;
        if (first == null) {
            return List.of();
        }
        List<StreamRecord> batch = new ArrayList<>(List.of(first));
        int size = EventJson.size(first.json());
        long deadline = System.nanoTime() + context.spec().window().toNanos();
        while (batch.size() < context.spec().batchSize() && context.stopped().getCount() > 0) {
            long left = Math.min(deadline - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
            StreamRecord more = left > 0 ? records.poll(left, TimeUnit.NANOSECONDS) : records.poll();
            if (more == null && left <= 0) {
                break;
            }
            if (more != null) {
                size += EventJson.size(more.json());
                if (size > EventJson.LARGEST - 16) {
                    held = more;
                    break;
                }
                batch.add(more);
            }
        }
        return batch;
    }
}
