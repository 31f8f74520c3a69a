package dev.evenstep.aws.internal.source;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in which the Kinesis Producer Library has put several: four magic bytes, a protobuf message, its MD5 ("KPL Aggregated Record
 * Format", in the repository of amazon-kinesis-producer).
 */
final class KinesisAggregate {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int DIGEST = 16;

    private static final int KEY_TABLE = 1;
    private static final int RECORDS = 3;
    private static final int KEY_INDEX = 1;
    private static final int DATA = 3;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;
    private static final int WIRE_TYPE_BITS = 3;

    private KinesisAggregate() {}

    /** @param partitionKey null where the table does not have it */
    record UserRecord(@Nullable String partitionKey, ByteBuffer data) {}

    private record Part(int key, ByteBuffer data) {}

    /** Null where the bytes are no such record, or a broken one: then they are a record of their own. */
    static @Nullable List<UserRecord> of(ByteBuffer record) {
        int length = record.remaining() - MAGIC.length - DIGEST;
        if (length <= 0 || !slice(record, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            return null;
        }
        ByteBuffer message = slice(record, MAGIC.length, length);
        if (!md5(message).equals(slice(record, MAGIC.length + length, DIGEST))) {
            return null;
        }
        try {
            return userRecords(message);
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException broken) {
            return null;
        }
    }

    private static ByteBuffer slice(ByteBuffer bytes, int from, int length) {
        return bytes.slice(bytes.position() + from, length);
    }

    private static ByteBuffer md5(ByteBuffer message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(message.duplicate());
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static List<UserRecord> userRecords(ByteBuffer message) {
        List<String> keys = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        while (message.hasRemaining()) {
            int tag = varint(message);
            switch (tag >>> WIRE_TYPE_BITS) {
                case KEY_TABLE ->
                    keys.add(StandardCharsets.UTF_8.decode(bytes(message)).toString());
                case RECORDS -> parts.add(part(bytes(message)));
                default -> skip(message, tag);
            }
        }
        return parts.stream()
                .map(part -> new UserRecord(part.key() < keys.size() ? keys.get(part.key()) : null, part.data()))
                .toList();
    }

    private static Part part(ByteBuffer record) {
        int key = 0;
        ByteBuffer data = ByteBuffer.allocate(0);
        while (record.hasRemaining()) {
            int tag = varint(record);
            switch (tag >>> WIRE_TYPE_BITS) {
                case KEY_INDEX -> key = varint(record);
                case DATA -> data = bytes(record);
                default -> skip(record, tag);
            }
        }
        return new Part(key, data);
    }

    private static void skip(ByteBuffer message, int tag) {
        switch (tag & ((1 << WIRE_TYPE_BITS) - 1)) {
            case VARINT -> {
                int unused = varint(message);
            }
            case FIXED_64 -> message.position(message.position() + Long.BYTES);
            case FIXED_32 -> message.position(message.position() + Integer.BYTES);
            case LENGTH -> {
                ByteBuffer unused = bytes(message);
            }
            default -> throw new IllegalArgumentException("An unknown wire type");
        }
    }

    private static ByteBuffer bytes(ByteBuffer message) {
        int length = varint(message);
        if (length < 0 || length > message.remaining()) {
            throw new IllegalArgumentException("A length beyond the message");
        }
        ByteBuffer bytes = slice(message, 0, length);
        message.position(message.position() + length);
        return bytes;
    }

    /** No number of the format is larger. */
    private static int varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE - 1) {
            byte next = message.get();
            value |= (long) (next & Byte.MAX_VALUE) << shift;
            if (next >= 0) {
                return Math.toIntExact(value);
            }
        }
        throw new IllegalArgumentException("A number that does not end");
    }
}
