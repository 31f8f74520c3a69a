package dev.evenstep.local.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/**
 * Reads one shard from its checkpoint to its end, in order, and hands its records to lanes by item, as DynamoDB Streams
 * promise order for changes to one item and not for a partition: as many lanes as the mapping's parallelization factor,
 * one batch at a time in each. Reads often while there are records, and ever more
 * rarely while there are none.
 */
final class ShardReader {

    private final ShardContext context;
    private final Checkpoint checkpoint;
    private final Filters filters;
    private final List<Lane> lanes = new ArrayList<>();
    private ShardIteratorType start;
    private @Nullable String iterator;
    private @Nullable String lastRead;

    /** @param start where to begin without a checkpoint */
    ShardReader(ShardContext context, Checkpoint checkpoint, ShardIteratorType start) {
        this.context = context;
        this.checkpoint = checkpoint;
        this.filters = Filters.of(context.spec().filters());
        this.start = start;
        this.lastRead = checkpoint.position().orElse(null);
        for (int i = 0; i < context.stream().parallelizationFactor(); i++) {
            lanes.add(new Lane(context, new StreamBatches(context, checkpoint)));
        }
    }

    /** Finds its place in the shard, so that what is written from now on will be read. */
    void open() {
        GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder()
                .streamArn(context.streamArn())
                .shardId(context.shard())
                .shardIteratorType(lastRead == null ? start : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(lastRead);
        iterator =
                context.services().streams().getShardIterator(request.build()).shardIterator();
    }

    /** Tells whether the shard is finished; false means that it was stopped before. */
    boolean run(ExecutorService threads) throws InterruptedException {
        for (Lane lane : lanes) {
            threads.execute(() -> run(lane));
        }
        Duration pause = context.options().shortestStreamPause();
        while (context.stopped().getCount() > 0) {
            int records = read();
            if (iterator == null && records >= 0) {
                return finish();
            }
            pause = records > 0 ? context.options().shortestStreamPause() : longer(pause);
            if (context.stopped().await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return false;
    }

    private void run(Lane lane) {
        try {
            lane.run();
        } catch (InterruptedException | RuntimeException e) {
            // Given up because we are closing, or broken: the records stay before the checkpoint of the next run.
            context.result().refused(e);
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        Duration longest = context.options().longestStreamPause();
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** Reads once; gives the number of records, -1 where reading failed. */
    private int read() throws InterruptedException {
        try {
            if (iterator == null) {
                open();
            }
            GetRecordsResponse response =
                    context.services().streams().getRecords(request -> request.shardIterator(iterator));
            iterator = response.nextShardIterator();
            hand(response);
            context.result().readable();
            return response.records().size();
        } catch (ExpiredIteratorException expired) {
            lose();
        } catch (TrimmedDataAccessException trimmed) {
            lastRead = null;
            lose();
        } catch (SdkException e) {
            Interruptions.rethrow(e);
            lose();
            context.result().unreadable(new UnreadableException(String.valueOf(e.getMessage()), e));
        }
        return -1;
    }

    /** The iterator is no good any more: the next read begins behind what was read last. */
    private void lose() {
        iterator = null;
        start = ShardIteratorType.TRIM_HORIZON;
    }

    private void hand(GetRecordsResponse response) throws InterruptedException {
        List<StreamRecord> records = response.records().stream()
                .map(record -> StreamRecord.of(record, context.spec().sourceArn()))
                .toList();
        if (records.isEmpty()) {
            return;
        }
        checkpoint.begin(records);
        lastRead = records.getLast().sequenceNumber();
        List<StreamRecord> unwanted = new ArrayList<>();
        Map<Lane, List<StreamRecord>> wanted = new LinkedHashMap<>();
        for (StreamRecord record : records) {
            if (filters.pass(record.json())) {
                Lane lane = lanes.get(Math.floorMod(record.key().hashCode(), lanes.size()));
                wanted.computeIfAbsent(lane, first -> new ArrayList<>()).add(record);
            } else {
                unwanted.add(record);
            }
        }
        checkpoint.done(unwanted);
        for (Map.Entry<Lane, List<StreamRecord>> share : wanted.entrySet()) {
            share.getKey().add(share.getValue());
        }
    }

    private boolean finish() throws InterruptedException {
        while (checkpoint.hasOpen()) {
            if (context.stopped().await(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        checkpoint.finish();
        return true;
    }
}
