package dev.evenstep.dynamodb.stream;

import java.time.Instant;
import java.util.regex.Pattern;

/** Sequence numbers: they rise, over all streams and restarts, and are 21 digits long as AWS's are at least. */
final class SequenceNumbers {

    private static final long PER_MILLISECOND = 1_000_000;
    private static final Pattern FORM = Pattern.compile("10[0-8][0-9]{18}");

    private long last;

    /** Goes on behind a number that is in use. */
    synchronized void after(long used) {
        last = Math.max(last, used);
    }

    synchronized long next(Instant now) {
        last = Math.max(last + 1, now.toEpochMilli() * PER_MILLISECOND);
        return last;
    }

    static String text(long number) {
        return "10%019d".formatted(number);
    }

    /** @return negative for a text that was never a sequence number here */
    static long parse(String text) {
        return FORM.matcher(text).matches() ? Long.parseLong(text, 2, text.length(), 10) : -1;
    }
}
