package dev.evenstep.kinesis.record;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.SequenceNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Where a reader stands, as the text that clients are given.
 *
 * @param number of the iterators that were given out, so that no two are equal
 * @param from the number of the first record that it has not read
 */
record IteratorToken(
        long number, Instant created, String stream, Instant streamCreated, int shard, SequenceNumber from) {

    /** 5 minutes (API reference of GetShardIterator). */
    private static final long MILLIS = 300_000;

    private static final int PARTS = 6;
    private static final DateTimeFormatter TOLD = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    String write() {
        var text = "%016x/%d/%s/%d/%d/%s"
                .formatted(number, created.toEpochMilli(), stream, streamCreated.toEpochMilli(), shard, from);
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Long.BYTES + bytes.length)
                        .putLong(check(bytes))
                        .put(bytes)
                        .array());
    }

    /** @throws AwsException where it was never given, or its time is over */
    static IteratorToken read(String token, Instant now) {
        var read = parse(token);
        if (now.toEpochMilli() - read.created().toEpochMilli() > MILLIS) {
            throw new AwsException(
                    400,
                    "ExpiredIteratorException",
                    ("Iterator expired. The iterator was created at time %s while right now it is %s which is further in"
                                    + " the future than the tolerated delay of %d milliseconds.")
                            .formatted(TOLD.format(read.created()), TOLD.format(now), MILLIS));
        }
        return read;
    }

    private static IteratorToken parse(String token) {
        try {
            var all = ByteBuffer.wrap(Base64.getDecoder().decode(token));
            if (all.remaining() > Long.BYTES) {
                long check = all.getLong();
                var bytes = new byte[all.remaining()];
                all.get(bytes);
                var parts = new String(bytes, StandardCharsets.US_ASCII).split("/", -1);
                if (check == check(bytes) && parts.length == PARTS) {
                    return of(parts);
                }
            }
        } catch (IllegalArgumentException e) {
            // told below, as any other token that we never gave
        }
        throw Refusals.invalid("Invalid ShardIterator.");
    }

    private static IteratorToken of(String[] parts) {
        return new IteratorToken(
                Long.parseLong(parts[0], 16),
                Instant.ofEpochMilli(Long.parseLong(parts[1])),
                parts[2],
                Instant.ofEpochMilli(Long.parseLong(parts[3])),
                Integer.parseInt(parts[4]),
                SequenceNumber.parse(parts[5]).orElseThrow());
    }

    private static long check(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
