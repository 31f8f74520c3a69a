package dev.evenstep.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What the server runs as one step, each on one key. */
enum RedisScript {
    CLAIM,
    KEEP,
    COMPLETE,
    RELEASE,
    COUNT;

    private final String text = read(name().toLowerCase(Locale.ROOT) + ".lua");
    private final String digest = sha1(text);

    String text() {
        return text;
    }

    /** What the server knows it by. */
    String digest() {
        return digest;
    }

    private static String read(String file) {
        try (InputStream script = RedisScript.class.getResourceAsStream(file)) {
            if (script == null) {
                throw new IllegalStateException(file + " is missing beside " + RedisScript.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
