package dev.evenstep.cdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A function, and how often it runs.
 *
 * @param period whole minutes, hours or days, from a minute to a year; longer than the function's time-out, so that two runs do not
 *     meet
 * @param failed where what fails goes after two more attempts; null: it is not tried again, since the next run does what
 *     this one left
 */
public record ScheduleOptions(
        FunctionOptions function, Duration period, @Nullable DeadLetterQueue failed) {

    private static final Duration LONGEST = Duration.ofDays(365);

    public ScheduleOptions {
        var demand = new Demand(function.name());
        demand.between(
                Duration.ofMinutes(1),
                LONGEST,
                "period",
                period,
                "a schedule begins no more often, and is told in minutes, hours or days");
        demand.that(
                period.toSecondsPart() == 0,
                "period",
                period,
                "whole minutes",
                "EventBridge counts in no smaller unit");
        demand.that(
                function.timeout().compareTo(period) < 0,
                "timeout",
                function.timeout(),
                "below " + period + ", the schedule's period",
                "lower FunctionOptions.withTimeout");
    }

    /** Once a minute; what fails is left to the next run. */
    public static ScheduleOptions everyMinute(FunctionOptions function) {
        return new ScheduleOptions(function, Duration.ofMinutes(1), null);
    }

    /** Once a day, where what fails would be missed for as long. */
    public static ScheduleOptions daily(FunctionOptions function, DeadLetterQueue failed) {
        return new ScheduleOptions(function, Duration.ofDays(1), failed);
    }

    /** As EventBridge has it: the unit of 1 is in the singular. */
    String rate() {
        if (period.toHoursPart() == 0 && period.toMinutesPart() == 0) {
            return rate(period.toDays(), "day");
        }
        return period.toMinutesPart() == 0 ? rate(period.toHours(), "hour") : rate(period.toMinutes(), "minute");
    }

    private static String rate(long number, String unit) {
        return "rate(" + number + " " + unit + (number == 1 ? ")" : "s)");
    }

    /** Within which a run begins or is left out, in seconds. */
    int latest(Duration most) {
        return Math.toIntExact(Math.min(period.toSeconds(), most.toSeconds()));
    }
}
