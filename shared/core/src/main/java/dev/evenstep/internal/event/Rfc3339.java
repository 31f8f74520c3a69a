package dev.evenstep.internal.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times as the text of RFC 3339, section 5.6 ({@code date-time}), which CloudEvents' Timestamp and JSON Schema's {@code
 * date-time} are too. Date, time with seconds, and offset must all be there; {@code t} and {@code z} may be lower case.
 * A fraction is cut to nanoseconds. Its year is one of four digits at UTC too. A leap second, which there is only at 23:59:60 UTC, is the second after it.
 */
public final class Rfc3339 {

    private static final int AFTER_SECONDS = "2026-11-21T08:00:00".length();
    private static final int NANO_DIGITS = 9;
    private static final int LEAP = 60;
    private static final int LAST_YEAR = 9999;

    private Rfc3339() {}

    /**
     * The time with the offset that it was written with, but at UTC where Java has no such offset (above 18 hours).
     *
     * @throws DateTimeException when it is not of RFC 3339; its message does not quote the text
     */
    public static OffsetDateTime parse(String text) {
        requireSeparators(text);
        int zone = endOfFraction(text);
        int second = number(text, 17, AFTER_SECONDS);
        boolean isLeap = second == LEAP;
        LocalDateTime local = local(text, isLeap ? LEAP - 1 : second, nanos(text, zone));
        int offset = offsetSeconds(text, zone);
        LocalDateTime utc = local.minusSeconds(offset);
        if (isLeap) {
            if (utc.getHour() != 23 || utc.getMinute() != 59) {
                throw notOfRfc3339();
            }
            local = local.plusSeconds(1);
            utc = utc.plusSeconds(1);
        }
        if (!isWritable(utc.getYear())) {
            throw notOfRfc3339();
        }
        return Math.abs(offset) > ZoneOffset.MAX.getTotalSeconds()
                ? utc.atOffset(ZoneOffset.UTC)
                : local.atOffset(ZoneOffset.ofTotalSeconds(offset));
    }

    /** Up to the seconds, every part has its place. */
    private static void requireSeparators(String text) {
        boolean isSeparated = text.length() > AFTER_SECONDS
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!isSeparated) {
            throw notOfRfc3339();
        }
    }

    private static LocalDateTime local(String text, int second, int nanos) {
        try {
            return LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    second,
                    nanos);
        } catch (DateTimeException impossible) {
            // Java's own message quotes the text, so it is left behind.
            throw notOfRfc3339();
        }
    }

    private static int endOfFraction(String text) {
        int end = AFTER_SECONDS;
        if (text.charAt(end) == '.') {
            do {
                end++;
            } while (end < text.length() && isDigit(text.charAt(end)));
        }
        if (end == AFTER_SECONDS + 1) {
            throw notOfRfc3339();
        }
        return end;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int digit = AFTER_SECONDS + 1 + i;
            nanos = nanos * 10 + (digit < end ? text.charAt(digit) - '0' : 0);
        }
        return nanos;
    }

    private static int offsetSeconds(String text, int zone) {
        String offset = text.substring(zone);
        if (offset.equals("Z") || offset.equals("z")) {
            return 0;
        }
        if (offset.length() != 6 || offset.charAt(3) != ':') {
            throw notOfRfc3339();
        }
        int hours = number(offset, 1, 3);
        int minutes = number(offset, 4, 6);
        if (hours > 23 || minutes > 59) {
            throw notOfRfc3339();
        }
        int seconds = hours * 3600 + minutes * 60;
        return switch (offset.charAt(0)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> throw notOfRfc3339();
        };
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw notOfRfc3339();
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** @throws IllegalArgumentException when its year has not four digits, as RFC 3339 demands */
    public static String text(Instant time) {
        return text(time.atOffset(ZoneOffset.UTC));
    }

    /**
     * With its offset, which RFC 3339 has in minutes: at UTC where it has seconds.
     *
     * @throws IllegalArgumentException when its year has not four digits, as RFC 3339 demands
     */
    public static String text(OffsetDateTime time) {
        OffsetDateTime whole =
                time.getOffset().getTotalSeconds() % 60 == 0 ? time : time.withOffsetSameInstant(ZoneOffset.UTC);
        if (!isWritable(whole.getYear())) {
            throw new IllegalArgumentException(
                    "time is in the year " + whole.getYear() + "; RFC 3339 has the years 0 to " + LAST_YEAR);
        }
        StringBuilder text = new StringBuilder().append(whole.toLocalDate()).append('T');
        appendTwo(text, whole.getHour());
        appendTwo(text.append(':'), whole.getMinute());
        appendTwo(text.append(':'), whole.getSecond());
        appendFraction(text, whole.getNano());
        return text.append(whole.getOffset()).toString();
    }

    private static void appendTwo(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Without zeros at its end. */
    private static void appendFraction(StringBuilder text, int nanos) {
        int rest = nanos;
        for (int unit = 100_000_000; rest > 0; unit /= 10) {
            text.append(unit == 100_000_000 ? "." : "").append(rest / unit);
            rest %= unit;
        }
    }

    private static boolean isWritable(int year) {
        return year >= 0 && year <= LAST_YEAR;
    }

    private static DateTimeException notOfRfc3339() {
        return new DateTimeException("not a time of RFC 3339, such as 2026-11-21T08:00:00Z");
    }
}
