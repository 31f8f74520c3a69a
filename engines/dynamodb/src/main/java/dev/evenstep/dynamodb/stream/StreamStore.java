package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.data.Reading;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.engine.storage.JsonCodec;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Streams and their records in storage: a map for the streams, and one for the records of each, by shard and number. */
final class StreamStore {

    /** Bytes, about: few of them, which change seldom. */
    private static final int WEIGHT = 2048;

    private final Storage storage;
    private final OrderedMap<TableStream> streams;
    private final ConcurrentMap<String, OrderedMap<ChangeRecord>> records = new ConcurrentHashMap<>();

    StreamStore(Storage storage) {
        this.storage = storage;
        this.streams = storage.map("streams", new JsonCodec<>(TableStream::json, TableStream::of, stream -> WEIGHT));
    }

    Storage storage() {
        return storage;
    }

    @Nullable
    TableStream find(String arn) {
        return streams.get(key(arn));
    }

    /** In the order of their ARNs. */
    List<TableStream> all() {
        return storage.read(() -> {
            List<TableStream> all = new ArrayList<>();
            streams.ascending(null).forEachRemaining(entry -> all.add(entry.getValue()));
            return all;
        });
    }

    void put(TableStream stream) {
        streams.put(key(stream.arn()), stream);
    }

    void remove(TableStream stream) {
        streams.remove(key(stream.arn()));
        records.remove(stream.arn());
        storage.drop(name(stream.arn()));
    }

    void append(TableStream stream, Shard shard, ChangeRecord record) {
        records(stream).put(key(shard.number(), record.sequence()), record);
    }

    void remove(TableStream stream, Shard shard, ChangeRecord record) {
        records(stream).remove(key(shard.number(), record.sequence()));
    }

    /** A shard's records from a number on. Within {@code Storage.read} or {@code write}. */
    Iterator<Map.Entry<byte[], ChangeRecord>> from(TableStream stream, Shard shard, long sequence) {
        var range = new KeyRange(key(shard.number(), sequence), key(shard.number() + 1, 0));
        return new Reading<>(records(stream).ascending(range.from()), range, null);
    }

    /** The number of a shard's last record, or 0 where there is none. */
    long last(TableStream stream, Shard shard) {
        var range = new KeyRange(key(shard.number(), 0), key(shard.number() + 1, 0));
        return storage.read(() -> {
            var back = new Reading<>(records(stream).descending(key(shard.number() + 1, 0)), range, null);
            return back.hasNext() ? back.next().getValue().sequence() : 0L;
        });
    }

    private OrderedMap<ChangeRecord> records(TableStream stream) {
        var known = records.get(stream.arn());
        return known != null
                ? known
                : records.computeIfAbsent(stream.arn(), arn -> storage.map(name(arn), new RecordCodec()));
    }

    private static String name(String arn) {
        return "stream/" + arn;
    }

    private static byte[] key(String arn) {
        return arn.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] key(int shard, long sequence) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(shard)
                .putLong(sequence)
                .array();
    }
}
