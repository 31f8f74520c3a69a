package dev.evenstep.kinesis.stream;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of all shards, in their order, in a map for each stream. */
public final class ShardLog {

    private final Storage storage;
    private final ConcurrentMap<String, OrderedMap<StoredRecord>> maps = new ConcurrentHashMap<>();

    ShardLog(Storage storage) {
        this.storage = storage;
    }

    /** A record and its number. */
    public record NumberedRecord(SequenceNumber number, StoredRecord record) {}

    /** Adds a record at a shard's end, and drops from its beginning what is older than the stream keeps. Within a write. */
    public SequenceNumber append(DataStream stream, StreamShard shard, StoredRecord record) {
        var now = record.arrived();
        expire(stream, shard, now.minus(stream.settings().retention()));
        var last = last(stream, shard);
        var number = new SequenceNumber(
                last.opened(), last.shard(), place(shard, last, now), Math.max(last.written(), now.getEpochSecond()));
        map(stream).put(key(shard, number), record);
        return number;
    }

    /** Grows with time, so that a number does not come again after the records before it are dropped. */
    private static long place(StreamShard shard, SequenceNumber last, Instant now) {
        return Math.max(
                last.place() + 1, 1000 * (now.toEpochMilli() - shard.opened().toEpochMilli()));
    }

    private void expire(DataStream stream, StreamShard shard, Instant oldest) {
        List<byte[]> expired = new ArrayList<>();
        for (var entries = ascending(stream, shard, shard.first()); entries.hasNext(); ) {
            var entry = entries.next();
            if (!entry.getValue().arrived().isBefore(oldest)) {
                break;
            }
            expired.add(entry.getKey());
        }
        expired.forEach(map(stream)::remove);
    }

    /** The number of a shard's last record; its start where there is none. */
    public SequenceNumber last(DataStream stream, StreamShard shard) {
        return storage.read(() -> {
            var back = map(stream).descending(prefix(shard.number() + 1));
            while (back.hasNext()) {
                var key = back.next().getKey();
                if (shardOf(key) <= shard.number()) {
                    return shardOf(key) == shard.number() ? number(key) : shard.first();
                }
            }
            return shard.first();
        });
    }

    /**
     * Records from a number on, without those older than the stream keeps.
     *
     * @param wanted asked for each in its order; the first that is not ends it
     */
    public List<NumberedRecord> read(
            DataStream stream, StreamShard shard, SequenceNumber from, Instant now, Predicate<StoredRecord> wanted) {
        var oldest = now.minus(stream.settings().retention());
        return storage.read(() -> {
            List<NumberedRecord> found = new ArrayList<>();
            for (var entries = ascending(stream, shard, from); entries.hasNext(); ) {
                var entry = entries.next();
                if (entry.getValue().arrived().isBefore(oldest)) {
                    continue;
                }
                if (!wanted.test(entry.getValue())) {
                    break;
                }
                found.add(new NumberedRecord(number(entry.getKey()), entry.getValue()));
            }
            return found;
        });
    }

    private Iterator<Map.Entry<byte[], StoredRecord>> ascending(
            DataStream stream, StreamShard shard, SequenceNumber from) {
        var all = map(stream).ascending(key(shard, from));
        return new Iterator<>() {
            private Map.@Nullable Entry<byte[], StoredRecord> next = advance();

            private Map.@Nullable Entry<byte[], StoredRecord> advance() {
                var entry = all.hasNext() ? all.next() : null;
                return entry != null && shardOf(entry.getKey()) == shard.number() ? entry : null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Map.Entry<byte[], StoredRecord> next() {
                var entry = next;
                if (entry == null) {
                    throw new NoSuchElementException();
                }
                next = advance();
                return entry;
            }
        };
    }

    /** Within a write. */
    void drop(DataStream stream) {
        maps.remove(name(stream));
        storage.drop(name(stream));
    }

    private OrderedMap<StoredRecord> map(DataStream stream) {
        return maps.computeIfAbsent(name(stream), name -> storage.map(name, new StoredRecord.Bytes()));
    }

    private static String name(DataStream stream) {
        return "kinesis/%s/%d".formatted(stream.name(), stream.created().toEpochMilli());
    }

    private static byte[] key(StreamShard shard, SequenceNumber number) {
        var bytes = number.bytes();
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(shard.number())
                .put(bytes)
                .array();
    }

    private static byte[] prefix(int shard) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(shard).array();
    }

    private static int shardOf(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }

    private static SequenceNumber number(byte[] key) {
        return SequenceNumber.of(Arrays.copyOfRange(key, Integer.BYTES, key.length));
    }
}
