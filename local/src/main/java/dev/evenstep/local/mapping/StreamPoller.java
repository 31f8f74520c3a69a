package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads a table's stream: finds its shards, and reads each of them once its parent is finished, so that the order of an
 * item's changes is kept when a shard is split or rolled over.
 */
final class StreamPoller implements EventSourceMapping.Poller {

    /** How often the stream is asked for new shards; at once when one is finished. */
    private static final Duration DISCOVERY = Duration.ofSeconds(5);

    private final StreamContext context;
    private final Set<String> started = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StreamPoller(StreamContext context) {
        this.context = context;
    }

    @Override
    public void run() throws InterruptedException {
        var follower =
                context.sources().dynamoDb().streams().onAppend(context.spec().sourceArn(), context.bell()::ring);
        try (threads) {
            watch();
        } finally {
            follower.close();
        }
    }

    private void watch() throws InterruptedException {
        WakeSignal bell = context.bell();
        try {
            while (!bell.isStopped()) {
                int before = finished.size();
                discover();
                Instant again = context.now().plus(DISCOVERY);
                for (long counted = bell.rings();
                        !bell.isStopped()
                                && finished.size() == before
                                && context.now().isBefore(again);
                        counted = bell.rings()) {
                    bell.await(counted, again);
                }
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    private void discover() throws InterruptedException {
        var journal = context.sources().journal();
        String reader = "mapping/" + context.spec().id();
        try {
            startReaders(shards(), journal.position(reader).isEmpty());
            journal.position(reader, "started");
            context.result().readable();
        } catch (RuntimeException e) {
            context.result().unreadable(e);
        }
    }

    /** All shards of the stream, which DynamoDB tells page by page. */
    private List<JsonNode> shards() {
        List<JsonNode> shards = new ArrayList<>();
        JsonNode last;
        ObjectNode request = context.request();
        do {
            JsonNode page = context.call("DescribeStream", request).path("StreamDescription");
            page.path("Shards").forEach(shards::add);
            last = page.path("LastEvaluatedShardId");
            request.set("ExclusiveStartShardId", last);
        } while (last.isTextual());
        return shards;
    }

    private void startReaders(List<JsonNode> shards, boolean firstEver) {
        Set<String> present = new HashSet<>();
        shards.forEach(shard -> present.add(shard.path("ShardId").asText()));
        for (JsonNode shard : shards) {
            String parent = shard.path("ParentShardId").asText();
            boolean due = !present.contains(parent) || finished.contains(parent);
            if (due && !started.contains(shard.path("ShardId").asText())) {
                start(shard, firstEver);
            }
        }
    }

    private void start(JsonNode shard, boolean firstEver) {
        String id = shard.path("ShardId").asText();
        Checkpoint checkpoint =
                new Checkpoint(context.sources().journal(), context.spec().id(), id);
        boolean latest = firstEver && context.stream().startingPosition().equals("LATEST") && !checkpoint.isKnown();
        if (latest && shard.path("SequenceNumberRange").has("EndingSequenceNumber")) {
            checkpoint.finish();
        }
        if (checkpoint.isFinished()) {
            started.add(id);
            shardEnded(id);
            return;
        }
        ShardReader reader = new ShardReader(context, id, checkpoint);
        if (latest) {
            reader.skip();
        }
        started.add(id);
        threads.execute(() -> run(reader, id));
    }

    private void run(ShardReader reader, String shard) {
        try {
            if (reader.run(threads)) {
                shardEnded(shard);
            }
        } catch (InterruptedException | RuntimeException e) {
            context.result().refused(e);
        }
    }

    private void shardEnded(String shard) {
        finished.add(shard);
        context.bell().ring();
    }
}
