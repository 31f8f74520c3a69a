package dev.evenstep.dynamodb.stream;

import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does from time to time what age does to streams: shards end, records go, streams go. */
record Housekeeping(Streams streams, StreamStore store, Shards shards, TimeSource time) {

    /** How long a record is there (developer guide, "Data retention limit for DynamoDB Streams"). */
    private static final Duration RETENTION = Duration.ofHours(24);

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    /** Records that go in one write, so that others get their turn between. */
    private static final int AT_ONCE = 1000;

    void start() {
        time.at(shards.nextEnd(time.now().plus(INTERVAL)), () -> {
            try {
                store.all().forEach(stream -> keep(stream, time.now()));
            } finally {
                start();
            }
        });
    }

    private void keep(TableStream old, Instant now) {
        Instant horizon = now.minus(RETENTION);
        for (Shard shard : old.shards()) {
            while (store.storage().<Boolean>write(() -> trim(old.arn(), shard.number(), horizon))) {
                // until nothing of this shard is too old
            }
        }
        store.storage().<Boolean>write(() -> age(old.arn(), now, horizon));
    }

    /** Removes records; whether there may be more to remove. */
    private boolean trim(String arn, int number, Instant horizon) {
        var stream = store.find(arn);
        var shard = stream == null ? null : stream.shard(number).orElse(null);
        if (stream == null || shard == null) {
            return false;
        }
        var records = store.from(stream, shard, 0);
        int gone = 0;
        long last = 0;
        while (gone < AT_ONCE && records.hasNext()) {
            var record = records.next().getValue();
            if (record.created().isAfter(horizon)) {
                break;
            }
            store.remove(stream, shard, record);
            last = record.sequence();
            gone++;
        }
        if (gone > 0) {
            store.put(stream.with(shard.trimmed(last)));
        }
        return gone == AT_ONCE;
    }

    private boolean age(String arn, Instant now, Instant horizon) {
        var stream = store.find(arn);
        if (stream == null) {
            return false;
        }
        Instant disabled = stream.disabled();
        if (disabled != null && !disabled.isAfter(horizon)) {
            store.remove(stream);
            return true;
        }
        List<Shard> left = stream.shards().stream()
                .filter(shard -> shard.isOpen() || shard.turned().isAfter(horizon))
                .toList();
        if (left.size() < stream.shards().size()) {
            stream = stream.with(left);
            store.put(stream);
        }
        if (!shards.rolled(stream, now).equals(stream)) {
            streams.signal(arn);
        }
        return true;
    }
}
