package dev.evenstep.kinesis.stream;

import dev.evenstep.engine.storage.Codec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A record as it lies in its shard. */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
public record StoredRecord(Instant arrived, String partitionKey, byte[] data, boolean encrypted) {

    /** What counts for limits: data and partition key. */
    public int size() {
        return data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Records as bytes: time, encryption, the key behind its length, and the data. */
    static final class Bytes implements Codec<StoredRecord> {

        private static final int HEAD = Long.BYTES + 1 + Integer.BYTES;

        @Override
        public byte[] write(StoredRecord record) {
            var key = record.partitionKey().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(HEAD + key.length + record.data().length)
                    .putLong(record.arrived().toEpochMilli())
                    .put((byte) (record.encrypted() ? 1 : 0))
                    .putInt(key.length)
                    .put(key)
                    .put(record.data())
                    .array();
        }

        @Override
        public StoredRecord read(byte[] bytes) {
            var from = ByteBuffer.wrap(bytes);
            var arrived = Instant.ofEpochMilli(from.getLong());
            boolean encrypted = from.get() == 1;
            var key = new byte[from.getInt()];
            from.get(key);
            var data = new byte[from.remaining()];
            from.get(data);
            return new StoredRecord(arrived, new String(key, StandardCharsets.UTF_8), data, encrypted);
        }

        @Override
        public int weight(StoredRecord record) {
            return HEAD + record.size();
        }
    }
}
