package dev.evenstep.kinesis.record;

import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.HashKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** A record as a request brings it. */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
record NewRecord(String partitionKey, BigInteger hashKey, byte[] data) {

    private static final int LONGEST_KEY = 256;

    /**
     * What is wrong with it, the request's {@code check} tells.
     *
     * @param largest bytes of key and data together
     */
    static NewRecord of(KinesisRequest request, int largest) {
        var data = request.requiredBytes("Data");
        var key = request.required("PartitionKey");
        if (request.has("PartitionKey")) {
            request.length("PartitionKey", key, key.length(), 1, LONGEST_KEY);
        }
        int room = largest - key.getBytes(StandardCharsets.UTF_8).length;
        if (data.length > room) {
            var shown = "java.nio.HeapByteBuffer[pos=0 lim=%d cap=%d]".formatted(data.length, data.length);
            request.length("Data", shown, data.length, 0, data.length > largest ? largest : room);
        }
        var explicit = request.hashKey("ExplicitHashKey");
        var hashKey = explicit.filter(text -> text.matches("\\d+")).map(BigInteger::new);
        return new NewRecord(key, hashKey.orElseGet(() -> HashKeys.of(key)), data);
    }

    int size() {
        return data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code InvalidArgumentException} for one that there is not */
    void checkHashKey() {
        if (!HashKeys.exists(hashKey)) {
            throw Refusals.invalid(
                    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                            + hashKey);
        }
    }
}
