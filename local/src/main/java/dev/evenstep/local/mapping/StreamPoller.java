package dev.evenstep.local.mapping;

import dev.evenstep.local.stack.MappingSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/**
 * Reads a table's stream: finds its shards, and reads each of them once its parent is finished, so that the order of an
 * item's changes is kept when a shard is split or rolled over.
 */
final class StreamPoller implements Poller {

    /** How often the stream is asked for new shards; at once when one is finished. */
    private static final long DISCOVERY_SECONDS = 5;

    private final MappingSpec spec;
    private final MappingSpec.Stream stream;
    private final MappingServices services;
    private final MappingOptions options;
    private final ProcessingResult result;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<String> started = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Semaphore shardFinished = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StreamPoller(
            MappingSpec spec,
            MappingSpec.Stream stream,
            MappingServices services,
            MappingOptions options,
            ProcessingResult result) {
        this.spec = spec;
        this.stream = stream;
        this.services = services;
        this.options = options;
        this.result = result;
    }

    @Override
    public void run() throws InterruptedException {
        try (threads) {
            watch();
        }
    }

    private void watch() throws InterruptedException {
        try {
            while (stopped.getCount() > 0) {
                discover();
                if (shardFinished.tryAcquire(DISCOVERY_SECONDS, TimeUnit.SECONDS)) {
                    shardFinished.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    private void discover() throws InterruptedException {
        try {
            String arn = services.streamArn().apply(spec.sourceArn());
            boolean firstEver = services.journal().position(reader()).isEmpty();
            startReaders(describe(arn), firstEver);
            services.journal().position(reader(), "started");
            result.readable();
        } catch (SdkException e) {
            Interruptions.rethrow(e);
            result.unreadable(new UnreadableException(String.valueOf(e.getMessage()), e));
            shardFinished.release();
        }
    }

    /** The stream with all its shards, which DynamoDB tells page by page. */
    private StreamDescription describe(String arn) {
        StreamDescription page = describe(arn, null);
        List<Shard> shards = new ArrayList<>(page.shards());
        while (page.lastEvaluatedShardId() != null) {
            page = describe(arn, page.lastEvaluatedShardId());
            shards.addAll(page.shards());
        }
        return page.toBuilder().shards(shards).streamArn(arn).build();
    }

    private StreamDescription describe(String arn, @Nullable String lastShard) {
        return services.streams()
                .describeStream(request -> request.streamArn(arn).exclusiveStartShardId(lastShard))
                .streamDescription();
    }

    private String reader() {
        return "mapping/" + spec.id();
    }

    private void startReaders(StreamDescription description, boolean firstEver) {
        List<Shard> shards = description.shards();
        Set<String> present = new HashSet<>();
        shards.forEach(shard -> present.add(shard.shardId()));
        for (Shard shard : shards) {
            String parent = shard.parentShardId();
            boolean due = parent == null || !present.contains(parent) || finished.contains(parent);
            if (due && !started.contains(shard.shardId())) {
                start(description.streamArn(), shard, firstEver);
            }
        }
    }

    private void start(String arn, Shard shard, boolean firstEver) {
        Checkpoint checkpoint = new Checkpoint(services.journal(), spec.id(), shard.shardId());
        boolean latest = firstEver && stream.startingPosition().equals("LATEST");
        boolean closed = shard.sequenceNumberRange().endingSequenceNumber() != null;
        if (latest && closed && !checkpoint.isKnown()) {
            checkpoint.finish();
        }
        if (checkpoint.isFinished()) {
            started.add(shard.shardId());
            shardEnded(shard.shardId());
            return;
        }
        ShardContext context = new ShardContext(spec, stream, arn, shard.shardId(), services, options, result, stopped);
        ShardReader reader = new ShardReader(
                context, checkpoint, latest ? ShardIteratorType.LATEST : ShardIteratorType.TRIM_HORIZON);
        reader.open();
        started.add(shard.shardId());
        threads.execute(() -> run(reader, shard.shardId()));
    }

    private void run(ShardReader reader, String shard) {
        try {
            if (reader.run(threads)) {
                shardEnded(shard);
            }
        } catch (InterruptedException | RuntimeException e) {
            result.refused(e);
        }
    }

    private void shardEnded(String shard) {
        finished.add(shard);
        shardFinished.release();
    }

    @Override
    public void stop() {
        stopped.countDown();
        shardFinished.release();
    }
}
