package dev.evenstep.local.kms;

import dev.evenstep.engine.protocol.AwsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a KMS key encrypted: the key's ARN, and AES-256 in GCM with the encryption context as associated data.
 *
 * @param sealed nonce, ciphertext and tag
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
record Ciphertext(String keyArn, byte[] sealed) {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    static Ciphertext of(String keyArn, byte[] plaintext, SortedMap<String, String> context) {
        var nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        try {
            var ciphertext = cipher(Cipher.ENCRYPT_MODE, keyArn, nonce, context).doFinal(plaintext);
            var sealed = new ByteArrayOutputStream();
            sealed.writeBytes(nonce);
            sealed.writeBytes(ciphertext);
            return new Ciphertext(keyArn, sealed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES in GCM", e);
        }
    }

    static Ciphertext parse(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Ciphertext(in.readUTF(), in.readAllBytes());
        } catch (IOException e) {
            throw invalid();
        }
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(keyArn);
            out.write(sealed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws AwsException where the context is another, or the bytes are */
    byte[] decrypted(SortedMap<String, String> context) {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw invalid();
        }
        try {
            var nonce = Arrays.copyOf(sealed, NONCE);
            return cipher(Cipher.DECRYPT_MODE, keyArn, nonce, context).doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (AEADBadTagException e) {
            throw invalid();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES in GCM", e);
        }
    }

    private static Cipher cipher(int mode, String keyArn, byte[] nonce, SortedMap<String, String> context)
            throws GeneralSecurityException {
        var material = MessageDigest.getInstance("SHA-256").digest(keyArn.getBytes(StandardCharsets.UTF_8));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** KMS says no more than that, and has no message. */
    private static AwsException invalid() {
        return new AwsException(400, "InvalidCiphertextException", "");
    }
}
