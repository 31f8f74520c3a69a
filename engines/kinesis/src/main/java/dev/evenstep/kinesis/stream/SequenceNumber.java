package dev.evenstep.kinesis.stream;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * A sequence number: 56 decimal digits, in which hide the shard, when it was opened, and the record's place in it, in the
 * layout that AWS's numbers show.
 *
 * @param opened the second in which its shard was opened
 * @param place within the shard, from 1 on; 0 is the shard's own start
 * @param written the second in which the record came
 */
public record SequenceNumber(long opened, int shard, long place, long written) implements Comparable<SequenceNumber> {

    /** In hexadecimal digits: a 2, the opening (9), a digit of the shard, the place (16), 00, the writing (9), the shard (8), a 2. */
    private static final int DIGITS = 47;

    private static final int BYTES = 24;

    /** The last second that AWS takes for one. */
    private static final long LAST_SECOND = 16_025_175_000L;

    static SequenceNumber first(Instant opened, int shard) {
        return new SequenceNumber(opened.getEpochSecond(), shard, 0, opened.getEpochSecond());
    }

    /** Where a shard that was closed ends. */
    static SequenceNumber last(Instant opened, int shard, Instant closed) {
        return new SequenceNumber(opened.getEpochSecond(), shard, Long.MAX_VALUE, closed.getEpochSecond());
    }

    /** The number whose record would follow directly. */
    public SequenceNumber next() {
        return place == Long.MAX_VALUE ? this : new SequenceNumber(opened, shard, place + 1, written);
    }

    /** Empty where it is none of this layout. */
    public static Optional<SequenceNumber> parse(String decimal) {
        var hex = new BigInteger(decimal).toString(16);
        if (hex.length() != DIGITS || hex.charAt(0) != '2' || hex.charAt(DIGITS - 1) != '2') {
            return Optional.empty();
        }
        long opened = Long.parseLong(hex, 1, 10, 16);
        long place = Long.parseUnsignedLong(hex, 11, 27, 16);
        long written = Long.parseLong(hex, 29, 38, 16);
        long shard = Long.parseLong(hex, 38, 46, 16);
        boolean fits = place >= 0 && opened < LAST_SECOND && shard <= Integer.MAX_VALUE;
        return fits ? Optional.of(new SequenceNumber(opened, (int) shard, place, written)) : Optional.empty();
    }

    private BigInteger value() {
        return new BigInteger("2%09x%x%016x00%09x%08x2".formatted(opened, shard & 15, place, written, shard), 16);
    }

    /** Such that the order of unsigned bytes is the numbers'. */
    byte[] bytes() {
        var all = new byte[BYTES];
        var value = value().toByteArray();
        System.arraycopy(value, 0, all, BYTES - value.length, value.length);
        return all;
    }

    static SequenceNumber of(byte[] bytes) {
        return parse(new BigInteger(1, bytes).toString()).orElseThrow();
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return value().compareTo(other.value());
    }

    /** In decimal, as clients see it. */
    @Override
    public String toString() {
        return value().toString();
    }
}
