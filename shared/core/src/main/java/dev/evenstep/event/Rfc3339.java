package dev.evenstep.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as the text of RFC 3339, section 5.6 ({@code date-time}), which CloudEvents' Timestamp and JSON Schema's {@code
 * date-time} are too. Date, time with seconds, and offset must all be there; {@code t} and {@code z} may be lower case.
 * A fraction is cut to nanoseconds. Its year is one of four digits at UTC too. A leap second, which there is only at 23:59:60 UTC, is the second after it.
 */
public final class Rfc3339 {

    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt]([01]\\d|2[0-3]):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?(?:([Zz])|([+-])([01]\\d|2[0-3]):([0-5]\\d))");

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
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            throw notOfRfc3339();
        }
        int second = number(parts, 6);
        boolean isLeap = second == LEAP;
        LocalDateTime local = local(parts, isLeap ? LEAP - 1 : second);
        int offset = offsetSeconds(parts);
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

    private static LocalDateTime local(Matcher parts, int second) {
        try {
            return LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    second,
                    nanos(parts.group(7)));
        } catch (DateTimeException impossible) {
            // Java's own message quotes the text, so it is left behind.
            throw notOfRfc3339();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    private static int offsetSeconds(Matcher parts) {
        if (parts.group(8) != null) {
            return 0;
        }
        int seconds = number(parts, 10) * 3600 + number(parts, 11) * 60;
        return parts.group(9).equals("-") ? -seconds : seconds;
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
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(whole);
    }

    private static boolean isWritable(int year) {
        return year >= 0 && year <= LAST_YEAR;
    }

    private static DateTimeException notOfRfc3339() {
        return new DateTimeException("not a time of RFC 3339, such as 2026-11-21T08:00:00Z");
    }
}
