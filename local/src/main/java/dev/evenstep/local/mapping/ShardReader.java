package dev.evenstep.local.mapping;

import dev.evenstep.engine.protocol.AwsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shard from its checkpoint to its end, in order, and hands its records to lanes by key, as DynamoDB Streams
 * promise order for changes to one item and not for a partition, or by partition key: as many lanes as the mapping's parallelization factor,
 * one batch at a time in each.
 */
final class ShardReader {

    /** Below the 5 minutes after which an iterator of Kinesis expires, and the 15 of DynamoDB's. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);

    private final StreamContext context;
    private final String shard;
    private final Checkpoint checkpoint;
    private final Filters filters;
    private final List<ShardPartition> lanes = new ArrayList<>();
    private @Nullable String iterator;
    private @Nullable String lastRead;

    ShardReader(StreamContext context, String shard, Checkpoint checkpoint) {
        this.context = context;
        this.shard = shard;
        this.checkpoint = checkpoint;
        this.filters = Filters.of(context.spec().filters());
        this.lastRead = checkpoint.position().orElse(null);
        for (int i = 0; i < context.stream().parallelizationFactor(); i++) {
            lanes.add(new ShardPartition(context, new StreamBatches(context, shard, checkpoint)));
        }
    }

    /** Passes over what is in the shard already, for good. */
    void skip() {
        for (List<StreamRecord> records = next(); !records.isEmpty(); records = next()) {
            checkpoint.begin(records);
            checkpoint.done(records);
        }
    }

    /** Tells whether the shard is finished; false means that it was stopped before. */
    boolean run(ExecutorService threads) throws InterruptedException {
        for (ShardPartition partition : lanes) {
            threads.execute(() -> run(partition));
        }
        WakeSignal bell = context.bell();
        while (!bell.isStopped()) {
            long counted = bell.rings();
            try {
                List<StreamRecord> records = next();
                context.result().readable();
                hand(records);
                if (iterator == null) {
                    return finish();
                }
                if (records.isEmpty()) {
                    bell.await(counted, context.now().plus(LONGEST_WAIT));
                }
            } catch (RuntimeException e) {
                iterator = null;
                lost(e);
            }
        }
        return false;
    }

    private void run(ShardPartition partition) {
        try {
            partition.run();
        } catch (InterruptedException | RuntimeException e) {
            // Given up because we are closing, or broken: the records stay before the checkpoint of the next run.
            context.result().refused(e);
        }
    }

    /** Reads once; there is no iterator behind the end of the shard. */
    private List<StreamRecord> next() {
        if (iterator == null) {
            iterator = context.source().iterator(shard, lastRead);
        }
        ShardSource.Portion read = context.source().read(shard, iterator);
        iterator = read.next();
        if (!read.records().isEmpty()) {
            lastRead = read.records().getLast().sequenceNumber();
        }
        return read.records();
    }

    /** The next read begins behind what was read last, or with the oldest that is left. */
    private void lost(RuntimeException failure) throws InterruptedException {
        String code = failure instanceof AwsException refused ? refused.code() : "";
        boolean isOfAnother =
                code.equals("InvalidArgumentException") && lastRead != null; // a stream of this name before
        if (code.equals("TrimmedDataAccessException") || isOfAnother) {
            lastRead = null;
        } else if (!code.equals("ExpiredIteratorException")) {
            context.result().unreadable(failure);
        }
    }

    private void hand(List<StreamRecord> records) throws InterruptedException {
        checkpoint.begin(records);
        List<StreamRecord> unwanted = new ArrayList<>();
        Map<ShardPartition, List<StreamRecord>> wanted = new LinkedHashMap<>();
        for (StreamRecord record : records) {
            if (filters.pass(record, context.source())) {
                ShardPartition partition = lanes.get(Math.floorMod(record.key().hashCode(), lanes.size()));
                wanted.computeIfAbsent(partition, first -> new ArrayList<>()).add(record);
            } else {
                unwanted.add(record);
            }
        }
        checkpoint.done(unwanted);
        for (Map.Entry<ShardPartition, List<StreamRecord>> share : wanted.entrySet()) {
            share.getKey().add(share.getValue());
        }
    }

    private boolean finish() throws InterruptedException {
        WakeSignal bell = context.bell();
        for (long counted = bell.rings(); checkpoint.hasOpen(); counted = bell.rings()) {
            if (bell.isStopped()) {
                return false;
            }
            bell.await(counted);
        }
        checkpoint.finish();
        return true;
    }
}
