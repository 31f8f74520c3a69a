package dev.evenstep.local.mapping;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** One of a shard's batches at a time: the records of some of its items, in their order. */
final class ShardPartition {

    private final StreamContext context;
    private final WakeSignal bell;
    private final StreamBatches batches;
    private final Deque<StreamRecord> waiting = new ArrayDeque<>();

    ShardPartition(StreamContext context, StreamBatches batches) {
        this.context = context;
        this.bell = context.bell();
        this.batches = batches;
    }

    /**
     * Takes records from the reader; waits while more than a batch is waiting already. What comes when the mapping is
     * stopped is read again next time.
     */
    void add(Collection<StreamRecord> records) throws InterruptedException {
        for (long counted = bell.rings(); isFull() && !bell.isStopped(); counted = bell.rings()) {
            bell.await(counted);
        }
        synchronized (waiting) {
            waiting.addAll(records);
        }
        bell.ring();
    }

    private boolean isFull() {
        synchronized (waiting) {
            return waiting.size() > context.spec().batchSize();
        }
    }

    void run() throws InterruptedException {
        for (List<StreamRecord> batch = next(); !bell.isStopped(); batch = next()) {
            batches.process(batch);
            bell.ring();
        }
    }

    /** Gathers a batch: what is there, and where the mapping has a window, what comes until that is over. */
    private List<StreamRecord> next() throws InterruptedException {
        List<StreamRecord> batch = new ArrayList<>();
        Instant end = Instant.MAX;
        while (!bell.isStopped()) {
            long counted = bell.rings();
            boolean empty = batch.isEmpty();
            boolean whole = fill(batch);
            if (empty && !batch.isEmpty()) {
                end = context.now().plus(context.spec().window());
            }
            if (whole || !context.now().isBefore(end)) {
                break;
            }
            if (batch.isEmpty()) {
                bell.await(counted);
            } else {
                bell.await(counted, end);
            }
        }
        bell.ring();
        return batch;
    }

    /** Moves to the batch what fits; tells whether nothing more does. */
    private boolean fill(List<StreamRecord> batch) {
        int size =
                batch.stream().mapToInt(record -> EventJson.size(record.json())).sum();
        synchronized (waiting) {
            while (!waiting.isEmpty() && batch.size() < context.spec().batchSize()) {
                size += EventJson.size(waiting.getFirst().json());
                if (!batch.isEmpty() && size > EventJson.LARGEST - 16) {
                    return true;
                }
                batch.add(waiting.removeFirst());
            }
        }
        return batch.size() == context.spec().batchSize();
    }
}
