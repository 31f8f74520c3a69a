package dev.evenstep.kinesis.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of hash keys, which are numbers of 128 bits.
 *
 * @param first inclusive
 * @param last inclusive
 */
public record HashKeys(BigInteger first, BigInteger last) {

    private static final BigInteger COUNT = BigInteger.ONE.shiftLeft(128);

    /** All of them, in so many parts of one size; the last takes what is over. */
    public static List<HashKeys> split(int parts) {
        var size = COUNT.divide(BigInteger.valueOf(parts));
        List<HashKeys> ranges = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            var end = part == parts - 1 ? COUNT : size.multiply(BigInteger.valueOf(part + 1L));
            ranges.add(new HashKeys(size.multiply(BigInteger.valueOf(part)), end.subtract(BigInteger.ONE)));
        }
        return ranges;
    }

    /** The hash key of a partition key: its MD5. */
    public static BigInteger of(String partitionKey) {
        try {
            var md5 = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, md5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    public static boolean exists(BigInteger hashKey) {
        return hashKey.compareTo(COUNT) < 0;
    }

    public boolean holds(BigInteger hashKey) {
        return hashKey.compareTo(first) >= 0 && hashKey.compareTo(last) <= 0;
    }

    /** Whether the other one begins where this ends. */
    public boolean isFollowedBy(HashKeys other) {
        return last.add(BigInteger.ONE).equals(other.first);
    }

    HashKeys until(BigInteger hashKey) {
        return new HashKeys(first, hashKey.subtract(BigInteger.ONE));
    }

    HashKeys from(BigInteger hashKey) {
        return new HashKeys(hashKey, last);
    }

    HashKeys to(HashKeys other) {
        return new HashKeys(first, other.last);
    }

    /** The first key of the upper half. */
    BigInteger middle() {
        return first.add(last).add(BigInteger.ONE).shiftRight(1);
    }
}
