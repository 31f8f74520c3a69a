package dev.evenstep.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads a stream: finds its shards, and reads each of them once its parents are finished, so that the order of what belongs
 * together is kept when a shard is split, merged or rolled over.
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
        var follower = context.source().follow(context.bell()::ring);
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
            startReaders(context.source().shards(), journal.position(reader).isEmpty());
            journal.position(reader, "started");
            context.result().readable();
        } catch (RuntimeException e) {
            context.result().unreadable(e);
        }
    }

    private void startReaders(List<ShardSource.ShardView> shards, boolean firstEver) {
        Set<String> present = new HashSet<>();
        shards.forEach(shard -> present.add(shard.id()));
        for (ShardSource.ShardView shard : shards) {
            boolean due =
                    shard.parents().stream().allMatch(parent -> !present.contains(parent) || finished.contains(parent));
            if (due && !started.contains(shard.id())) {
                start(shard, firstEver);
            }
        }
    }

    private void start(ShardSource.ShardView shard, boolean firstEver) {
        String id = shard.id();
        Checkpoint checkpoint =
                new Checkpoint(context.sources().journal(), context.spec().id(), id);
        boolean latest = firstEver && context.stream().startingPosition().equals("LATEST") && !checkpoint.isKnown();
        if (latest && shard.closed()) {
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
