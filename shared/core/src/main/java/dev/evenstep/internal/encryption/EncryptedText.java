package dev.evenstep.internal.encryption;

import dev.evenstep.event.Envelope;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A value's JSON, encrypted with AES-256 in GCM (NIST SP 800-38D): {@code personal.1.}, the subject and the ciphertext behind
 * its nonce, in Base64 for URLs, with a dot between. The nonce is made of the key, the place and the value, so that the same
 * value at the same place is the same text: an event that is made or sent again is the same event, and no two values share a
 * nonce.
 *
 * @param sealed nonce, ciphertext and tag, in Base64
 */
record EncryptedText(String subject, String sealed) {

    private static final String PREFIX = "personal.1.";
    /** Without padding, no text of it has a single character behind its last four. */
    private static final String BASE_64 = "(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,4})";

    private static final Pattern FORM = Pattern.compile("personal\\.1\\.(%1$s)\\.(%1$s)".formatted(BASE_64));
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** In Base64, a nonce, a tag and nothing between: 28 bytes. */
    private static final int SHORTEST = 38;

    /** @return null for any other text */
    static @Nullable EncryptedText parse(@Nullable String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return null;
        }
        if (parts.group(2).length() < SHORTEST) {
            return null;
        }
        String subject = new String(bytes(parts.group(1)), StandardCharsets.UTF_8);
        return new EncryptedText(subject, parts.group(2));
    }

    /** What the ciphertext is bound to: each part behind its length. */
    static byte[] associated(Envelope envelope, String subject, String place) {
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        for (String part : new String[] {envelope.source(), envelope.id(), envelope.type(), subject, place}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            bound.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            bound.writeBytes(bytes);
        }
        return bound.toByteArray();
    }

    static String of(SecretKey key, String subject, String json, byte[] associated) {
        byte[] clear = json.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = nonce(key, associated, clear);
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(clear);
            byte[] sealed = ByteBuffer.allocate(nonce.length + ciphertext.length)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
            return PREFIX + text(subject.getBytes(StandardCharsets.UTF_8)) + "." + text(sealed);
        } catch (GeneralSecurityException impossible) {
            throw missing(impossible);
        }
    }

    /** @return null where it is not what was encrypted with this key for this place */
    @Nullable
    String decrypted(SecretKey key, byte[] associated) {
        byte[] bytes = bytes(sealed);
        try {
            byte[] clear = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE_BYTES), associated)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(clear, StandardCharsets.UTF_8);
        } catch (AEADBadTagException other) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw missing(impossible);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static byte[] nonce(SecretKey key, byte[] associated, byte[] clear) {
        byte[] ofNonces = mac(key.getEncoded(), "nonce".getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac(ofNonces, associated, clear), NONCE_BYTES);
    }

    private static byte[] mac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw missing(impossible);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException(
                "Every JDK has AES in GCM and HMAC with SHA-256, and a key of 256 bits", cause);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
