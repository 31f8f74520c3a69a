package dev.evenstep.dynamodb.value;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys of {@link KeyBytes} from one until before another; those of an index too, with a table's key behind them. */
public final class KeyRange {

    private final byte[] from;
    private final byte @Nullable [] to;

    /** @param to excluded; null: until the end */
    public KeyRange(byte[] from, byte @Nullable [] to) {
        this.from = from;
        this.to = to;
    }

    public static KeyRange all() {
        return new KeyRange(new byte[0], null);
    }

    /** One of the parts of a parallel scan, which together are all keys. */
    public static KeyRange segment(int segment, int total) {
        return new KeyRange(cut(segment, total), segment + 1 == total ? null : cut(segment + 1, total));
    }

    public static KeyRange partition(Value partition) {
        return beginning(KeyBytes.of(partition, null));
    }

    public static KeyRange equal(Value partition, Value sort) {
        return between(partition, sort, sort);
    }

    public static KeyRange less(Value partition, Value sort, boolean orEqual) {
        byte[] key = KeyBytes.of(partition, sort);
        return new KeyRange(KeyBytes.of(partition, null), orEqual ? after(key) : key);
    }

    public static KeyRange greater(Value partition, Value sort, boolean orEqual) {
        byte[] key = KeyBytes.of(partition, sort);
        byte[] from = orEqual ? key : Objects.requireNonNullElse(after(key), key);
        return new KeyRange(from, after(KeyBytes.of(partition, null)));
    }

    /** Both bounds included. */
    public static KeyRange between(Value partition, Value low, Value high) {
        return new KeyRange(KeyBytes.of(partition, low), after(KeyBytes.of(partition, high)));
    }

    /** @param prefix a string or bytes */
    public static KeyRange beginsWith(Value partition, Value prefix) {
        return beginning(KeyBytes.beginning(partition, prefix));
    }

    private static KeyRange beginning(byte[] prefix) {
        return new KeyRange(prefix, after(prefix));
    }

    /** The first key, included. */
    public byte[] from() {
        return from.clone();
    }

    /** The first key that is not in it any more; null: to the end. */
    public byte @Nullable [] to() {
        return to == null ? null : to.clone();
    }

    public boolean contains(byte[] key) {
        return Arrays.compareUnsigned(from, key) <= 0 && (to == null || Arrays.compareUnsigned(key, to) < 0);
    }

    /** The first key behind all that begin so. A key begins with a hash of eight bytes, so a null is all but impossible. */
    private static byte @Nullable [] after(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xFF) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }

    private static byte[] cut(int segment, int total) {
        BigInteger hashes = BigInteger.ONE.shiftLeft(Long.SIZE);
        BigInteger cut = hashes.multiply(BigInteger.valueOf(segment)).divide(BigInteger.valueOf(total));
        return ByteBuffer.allocate(Long.BYTES).putLong(cut.longValue()).array();
    }
}
