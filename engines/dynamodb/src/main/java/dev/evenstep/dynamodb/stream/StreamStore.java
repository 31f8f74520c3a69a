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
    private final OrderedMap<Stream> streams;
    private final ConcurrentMap<String, OrderedMap<StreamRecord>> records = new ConcurrentHashMap<>();

    StreamStore(Storage storage) {
        this.storage = storage;
        this.streams = storage.map("streams", new JsonCodec<>(Stream::json, Stream::of, stream -> WEIGHT));
    }

    Storage storage() {
        return storage;
    }

    @Nullable
    Stream find(String arn) {
        return streams.get(key(arn));
    }

    /** In the order of their ARNs. */
    List<Stream> all() {
        return storage.read(() -> {
            List<Stream> all = new ArrayList<>();
            streams.ascending(null).forEachRemaining(entry -> all.add(entry.getValue()));
            return all;
        });
    }

    void put(Stream stream) {
        streams.put(key(stream.arn()), stream);
    }

    void remove(Stream stream) {
        streams.remove(key(stream.arn()));
        records.remove(stream.arn());
        storage.drop(name(stream.arn()));
    }

    void append(Stream stream, Shard shard, StreamRecord record) {
        records(stream).put(key(shard.number(), record.sequence()), record);
    }

    void remove(Stream stream, Shard shard, StreamRecord record) {
        records(stream).remove(key(shard.number(), record.sequence()));
    }

    /** A shard's records from a number on. Within {@code Storage.read} or {@code write}. */
    Iterator<Map.Entry<byte[], StreamRecord>> from(Stream stream, Shard shard, long sequence) {
        var range = new KeyRange(key(shard.number(), sequence), key(shard.number() + 1, 0));
        return new Reading<>(records(stream).ascending(range.from()), range, null);
    }

    /** The number of a shard's last record, or 0 where there is none. */
    long last(Stream stream, Shard shard) {
        var range = new KeyRange(key(shard.number(), 0), key(shard.number() + 1, 0));
        return storage.read(() -> {
            var back = new Reading<>(records(stream).descending(key(shard.number() + 1, 0)), range, null);
            return back.hasNext() ? back.next().getValue().sequence() : 0L;
        });
    }

    private OrderedMap<StreamRecord> records(Stream stream) {
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
