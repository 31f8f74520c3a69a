package dev.evenstep.dynamodb.stream;

import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** Does from time to time what age does to streams: shards end, records go, streams go. */
record Housekeeping(Streams streams, StreamStore store, TimeSource time) {

    /** A record is there for 24 hours (API reference of DynamoDB Streams, "Data retention limit"). */
    static final Duration RETENTION = Duration.ofHours(24);

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    /** Records that go in one write, so that others get their turn between. */
    private static final int AT_ONCE = 1000;

    void start() {
        time.at(time.now().plus(INTERVAL), () -> {
            store.all().forEach(this::keep);
            start();
        });
    }

    private void keep(Stream stream) {
        Instant now = time.now();
        Instant horizon = now.minus(RETENTION);
        for (Shard shard : stream.shards()) {
            while (store.storage().<Boolean>write(() -> trim(stream.arn(), shard.number(), horizon))) {
                // until nothing of this shard is too old
            }
        }
        store.storage().<Boolean>write(() -> {
            var current = store.find(stream.arn());
            if (current != null) {
                age(current, now, horizon);
            }
            return true;
        });
    }

    private boolean trim(String arn, int number, Instant horizon) {
        var stream = store.find(arn);
        var shard = stream == null ? null : stream.shard(number).orElse(null);
        if (stream == null || shard == null) {
            return false;
        }
        Iterator<StreamRecord> records = store.from(stream, shard, 0);
        int gone = 0;
        long last = 0;
        for (; gone < AT_ONCE && records.hasNext(); gone++) {
            var record = records.next();
            if (record.created().isAfter(horizon)) {
                break;
            }
            store.remove(stream, shard, record);
            last = record.sequence();
        }
        if (gone > 0) {
            store.put(stream.with(shard.trimmed(last)));
        }
        return gone == AT_ONCE;
    }

    private void age(Stream stream, Instant now, Instant horizon) {
        Instant disabled = stream.disabled();
        if (disabled != null && !disabled.isAfter(horizon)) {
            store.remove(stream);
            return;
        }
        var left = stream.with(stream.shards().stream()
                .filter(shard -> shard.closed() == null || shard.closed().isAfter(horizon))
                .toList());
        if (left.shards().size() < stream.shards().size()) {
            store.put(left);
        }
        streams.rollOld(left, now);
    }
}
