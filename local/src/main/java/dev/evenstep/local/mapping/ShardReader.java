package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shard from its checkpoint to its end, in order, and hands its records to lanes by item, as DynamoDB Streams
 * promise order for changes to one item and not for a partition: as many lanes as the mapping's parallelization factor,
 * one batch at a time in each.
 */
final class ShardReader {

    /** Well below the 15 minutes after which an iterator expires. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

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
            ObjectNode request = context.request().put("ShardId", shard);
            request.put("ShardIteratorType", lastRead == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER");
            if (lastRead != null) {
                request.put("SequenceNumber", lastRead);
            }
            iterator = context.call("GetShardIterator", request)
                    .path("ShardIterator")
                    .asText();
        }
        JsonNode answer =
                context.call("GetRecords", context.request().removeAll().put("ShardIterator", iterator));
        iterator = answer.path("NextShardIterator").textValue();
        List<StreamRecord> records = new ArrayList<>();
        answer.path("Records")
                .forEach(record ->
                        records.add(StreamRecord.of(record, context.spec().sourceArn())));
        if (!records.isEmpty()) {
            lastRead = records.getLast().sequenceNumber();
        }
        return records;
    }

    /** The next read begins behind what was read last, or with the oldest that is left. */
    private void lost(RuntimeException failure) throws InterruptedException {
        String code = failure instanceof AwsException refused ? refused.code() : "";
        if (code.equals("TrimmedDataAccessException")) {
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
            if (filters.pass(record.json())) {
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
