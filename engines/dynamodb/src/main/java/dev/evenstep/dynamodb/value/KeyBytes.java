package dev.evenstep.dynamodb.value;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keys as bytes whose unsigned order is DynamoDB's: the items of one partition are together, by sort key; partitions are
 * by a hash, so that a scan's order is none that a writer chose. A key ends itself: bytes that follow it (such as the
 * table's key in an index) do not change the order.
 */
public final class KeyBytes {

    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;

    private KeyBytes() {}

    /** @param sort null where the schema has none */
    public static byte[] of(Value partition, @Nullable Value sort) {
        ByteArrayOutputStream key = partition(partition);
        if (sort != null) {
            append(key, sort);
        }
        return key.toByteArray();
    }

    /** An index's key followed by the table's, so that items with one index key are told apart. */
    public static byte[] join(byte[] indexKey, byte[] tableKey) {
        return ByteBuffer.allocate(indexKey.length + tableKey.length)
                .put(indexKey)
                .put(tableKey)
                .array();
    }

    /** What all of a partition's keys with such sort keys begin with. */
    static byte[] beginning(Value partition, Value sortPrefix) {
        ByteArrayOutputStream key = partition(partition);
        escape(key, content(sortPrefix));
        return key.toByteArray();
    }

    private static ByteArrayOutputStream partition(Value partition) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(40);
        append(bytes, partition);
        byte[] encoded = bytes.toByteArray();
        bytes.reset();
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(hash(encoded)).array());
        bytes.writeBytes(encoded);
        return bytes;
    }

    private static void append(ByteArrayOutputStream key, Value value) {
        if (value instanceof Value.N(var number)) {
            append(key, number);
        } else {
            escape(key, content(value));
            key.write(0);
            key.write(0);
        }
    }

    private static byte[] content(Value value) {
        return switch (value) {
            case Value.S(var text) -> text.getBytes(StandardCharsets.UTF_8);
            case Value.B(var bytes) -> bytes.toArray();
            default -> throw new IllegalArgumentException("A key is a string, a number or bytes, not " + value);
        };
    }

    private static void escape(ByteArrayOutputStream key, byte[] content) {
        for (byte b : content) {
            key.write(b);
            if (b == 0) {
                key.write(0xFF); // above the two zeros that end it
            }
        }
    }

    /** The sign, the exponent, two digits a byte, an end; all but the sign complemented for negatives. */
    private static void append(ByteArrayOutputStream key, BigDecimal number) {
        if (number.signum() == 0) {
            key.write(ZERO);
            return;
        }
        int flip = number.signum() < 0 ? 0xFF : 0;
        key.write(number.signum() < 0 ? NEGATIVE : POSITIVE);
        key.write((int) (NumberRules.exponent(number) - NumberRules.LOWEST_EXPONENT) ^ flip);
        String digits = number.unscaledValue().abs().toString();
        for (int i = 0; i < digits.length(); i += 2) {
            int second = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
            key.write(((digits.charAt(i) - '0') * 10 + second + 1) ^ flip);
        }
        key.write(flip);
    }

    /** FNV-1a with MurmurHash3's last mixing: fixed for ever, since files hold it. */
    private static long hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
