package dev.evenstep.dynamodb.stream;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Streams and their records in storage: a map for the streams, and one for the records of each, by shard and number. */
final class StreamStore {

    private final Storage storage;
    private final OrderedMap<Stream> streams;
    private final ConcurrentMap<String, OrderedMap<StreamRecord>> records = new ConcurrentHashMap<>();

    StreamStore(Storage storage) {
        this.storage = storage;
        this.streams = storage.map("streams", new StreamCodec());
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
        List<Stream> all = new ArrayList<>();
        streams.ascending(null).forEachRemaining(entry -> all.add(entry.getValue()));
        return all;
    }

    void put(Stream stream) {
        streams.put(key(stream.arn()), stream);
    }

    void remove(Stream stream) {
        streams.remove(key(stream.arn()));
        records(stream); // a map must be open to be dropped
        records.remove(stream.arn());
        storage.drop(name(stream.arn()));
    }

    void append(Stream stream, Shard shard, StreamRecord record) {
        records(stream).put(key(shard.number(), record.sequence()), record);
    }

    void remove(Stream stream, Shard shard, StreamRecord record) {
        records(stream).remove(key(shard.number(), record.sequence()));
    }

    /** A shard's records from a number on. */
    Iterator<StreamRecord> from(Stream stream, Shard shard, long sequence) {
        return new OfShard(shard.number(), records(stream).ascending(key(shard.number(), sequence)));
    }

    /** The number of a shard's last record, or 0 where there is none. */
    long last(Stream stream, Shard shard) {
        var back = new OfShard(shard.number(), records(stream).descending(key(shard.number(), Long.MAX_VALUE)));
        return back.hasNext() ? back.next().sequence() : 0;
    }

    private OrderedMap<StreamRecord> records(Stream stream) {
        var known = records.get(stream.arn());
        return known != null
                ? known
                : records.computeIfAbsent(stream.arn(), arn -> storage.map(name(arn), new RecordCodec()));
    }

    private static String name(String arn) {
        return "stream " + arn;
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

    /** Ends where another shard begins. */
    private static final class OfShard implements Iterator<StreamRecord> {

        private final int shard;
        private final Iterator<Map.Entry<byte[], StreamRecord>> entries;
        private @Nullable StreamRecord next;

        OfShard(int shard, Iterator<Map.Entry<byte[], StreamRecord>> entries) {
            this.shard = shard;
            this.entries = entries;
            this.next = advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public StreamRecord next() {
            var current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return current;
        }

        private @Nullable StreamRecord advance() {
            if (!entries.hasNext()) {
                return null;
            }
            var entry = entries.next();
            return ByteBuffer.wrap(entry.getKey()).getInt() == shard ? entry.getValue() : null;
        }
    }
}
