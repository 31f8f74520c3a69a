package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.AwsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a shard, told whole by its text: the stream's ARN, a version, and the rest in Base64.
 *
 * @param position the least number that is still to be read; 0: whatever is the oldest then
 * @param issued it is good for 15 minutes (API reference of GetShardIterator)
 */
record ShardIterator(String arn, int shard, long position, Instant issued) {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String VERSION = "|1|";

    String text() {
        byte[] rest = ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                .putInt(shard)
                .putLong(position)
                .putLong(issued.toEpochMilli())
                .array();
        return arn + VERSION + Base64.getEncoder().encodeToString(rest);
    }

    /** @throws AwsException {@code ValidationException} for a text that was never given */
    static ShardIterator parse(String text) {
        int end = text.indexOf(VERSION);
        if (end > 0) {
            try {
                var rest = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(end + VERSION.length())));
                return new ShardIterator(
                        text.substring(0, end), rest.getInt(), rest.getLong(), Instant.ofEpochMilli(rest.getLong()));
            } catch (IllegalArgumentException | BufferUnderflowException e) {
                // told below, as any other text that we never gave
            }
        }
        throw Invalid.request("Invalid ShardIterator");
    }

    boolean isExpired(Instant now) {
        return now.isAfter(issued.plus(LIFE));
    }
}
