package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.value.ItemCodec;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.engine.storage.Codec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as bytes: number, time, event, then key and images, each behind its length. */
final class RecordCodec implements Codec<ChangeRecord> {

    private static final int HEAD = Long.BYTES + Long.BYTES + 2;
    private static final List<String> EVENTS = List.of("INSERT", "MODIFY", "REMOVE");

    private final ItemCodec items = new ItemCodec();

    @Override
    public int weight(ChangeRecord record) {
        return HEAD + items.weight(record.key()) + weight(record.before()) + weight(record.after());
    }

    @Override
    public byte[] write(ChangeRecord record) {
        byte[] key = items.write(record.key());
        byte[] before = bytes(record.before());
        byte[] after = bytes(record.after());
        return ByteBuffer.allocate(HEAD + 3 * Integer.BYTES + key.length + before.length + after.length)
                .putLong(record.sequence())
                .putLong(record.created().toEpochMilli())
                .put((byte) EVENTS.indexOf(record.event()))
                .put((byte) (record.expired() ? 1 : 0))
                .putInt(key.length)
                .put(key)
                .putInt(before.length)
                .put(before)
                .putInt(after.length)
                .put(after)
                .array();
    }

    @Override
    public ChangeRecord read(byte[] bytes) {
        var from = ByteBuffer.wrap(bytes);
        long sequence = from.getLong();
        var created = Instant.ofEpochMilli(from.getLong());
        var event = EVENTS.get(from.get());
        boolean expired = from.get() == 1;
        return new ChangeRecord(
                sequence, created, event, items.read(part(from)), item(part(from)), item(part(from)), expired);
    }

    private int weight(@Nullable TableItem item) {
        return item == null ? 0 : items.weight(item);
    }

    private byte[] bytes(@Nullable TableItem item) {
        return item == null ? new byte[0] : items.write(item);
    }

    private @Nullable TableItem item(byte[] bytes) {
        return bytes.length == 0 ? null : items.read(bytes);
    }

    private static byte[] part(ByteBuffer from) {
        var part = new byte[from.getInt()];
        from.get(part);
        return part;
    }
}
