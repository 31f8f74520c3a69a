package dev.evenstep.dynamodb.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.storage.TextCodec;
import dev.evenstep.engine.time.TimeSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** The client's tokens of the last ten minutes, each with a digest of what was asked for. Within a write only. */
public final class Tokens {

    /** API reference of TransactWriteItems, {@code ClientRequestToken}. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final TimeSource time;
    private final OrderedMap<String> digests;
    private final OrderedMap<String> byAge;

    public Tokens(Storage storage, TimeSource time) {
        this.time = time;
        var texts = new TextCodec();
        this.digests = storage.map("transaction tokens", texts);
        this.byAge = storage.map("transaction tokens by age", texts);
    }

    /**
     * Whether this very transaction was done under this token.
     *
     * @throws AwsException {@code IdempotentParameterMismatchException} where another one was
     */
    boolean isKnown(String token, String digest) {
        forgetOld();
        var known = digests.get(bytes(token));
        if (known != null && !known.equals(digest)) {
            throw new AwsException(
                    400,
                    "IdempotentParameterMismatchException",
                    "DynamoDB rejected the request because you retried a request with a different payload but with an "
                            + "idempotent token that was already used.");
        }
        return known != null;
    }

    void add(String token, String digest) {
        digests.put(bytes(token), digest);
        byte[] name = bytes(token);
        byte[] key = ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(time.now().toEpochMilli())
                .put(name)
                .array();
        byAge.put(key, token);
    }

    private void forgetOld() {
        long horizon = time.now().minus(LIFE).toEpochMilli();
        var oldest = byAge.ascending(null);
        while (oldest.hasNext()) {
            var entry = oldest.next();
            if (ByteBuffer.wrap(entry.getKey()).getLong() >= horizon) {
                return;
            }
            byAge.remove(entry.getKey());
            digests.remove(bytes(entry.getValue()));
        }
    }

    static String digest(ObjectNode request) {
        try {
            byte[] asked = JsonTrees.bytes(request.path("TransactItems"));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
