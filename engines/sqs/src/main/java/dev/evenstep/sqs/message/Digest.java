package dev.evenstep.sqs.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Digests as SQS makes them (developer guide, "Calculating the MD5 message digest for message attributes"). */
final class Digest {

    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digest() {}

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(of("MD5").digest(bytes));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(of("SHA-256").digest(bytes));
    }

    static String md5(Map<String, MessageAttribute> attributes) {
        var digest = of("MD5");
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, attribute.type().getBytes(StandardCharsets.UTF_8));
            digest.update(attribute.binary() ? BINARY : TEXT);
            add(digest, attribute.bytes());
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
