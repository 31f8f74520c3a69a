package dev.evenstep.eventstore.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of a stream's events: the same whenever an append is made again, so that an event that is published twice is known. They
 * are UUIDs of a name, by MD5 (RFC 9562, version 3). Not safe for concurrent use.
 */
public final class EventIds {

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION = 0x3000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final MessageDigest md5;
    private final byte[] prefix;

    private EventIds(MessageDigest md5, byte[] prefix) {
        this.md5 = md5;
        this.prefix = prefix;
    }

    /** Of the events of an append. */
    static EventIds in(String stream, String append) {
        String prefix = stream.length() + ":" + stream + append + "/";
        try {
            return new EventIds(MessageDigest.getInstance("MD5"), prefix.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has MD5", impossible);
        }
    }

    /** @param index in the append, from 0 */
    public static String of(String stream, String append, int index) {
        return in(stream, append).of(index);
    }

    String of(int index) {
        md5.update(prefix);
        ByteBuffer hash = ByteBuffer.wrap(md5.digest(Integer.toString(index).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~VERSION_BITS) | VERSION;
        long low = (hash.getLong() & ~VARIANT_BITS) | VARIANT;
        return new UUID(high, low).toString();
    }
}
