package dev.evenstep.local.lambdaapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The SHA-256 of functions' jars in Base64; a jar is read again only when it has changed. */
final class CodeDigests {

    private record Digest(FileTime modified, long size, String text) {}

    private final Map<Path, Digest> known = new ConcurrentHashMap<>();

    String of(Path jar) throws IOException {
        FileTime modified = Files.getLastModifiedTime(jar);
        long size = Files.size(jar);
        Digest digest = known.get(jar);
        if (digest == null || digest.size() != size || !digest.modified().equals(modified)) {
            digest = new Digest(modified, size, read(jar));
            known.put(jar, digest);
        }
        return digest.text();
    }

    private static String read(Path jar) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
