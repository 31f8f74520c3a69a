package dev.evenstep.local.template;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code rate(1 minute)} says. As EventBridge has it, the unit of 1 is in the singular, any other in the plural
 * (EventBridge user guide, "Schedule expressions").
 */
final class ScheduleExpression {

    private static final Pattern RATE =
            Pattern.compile("rate\\((?:1 (minute|hour|day)|(\\d{1,9}) (minute|hour|day)s)\\)");

    private ScheduleExpression() {}

    /** Nothing where the rule has no such schedule. */
    static Optional<Duration> read(Properties rule) {
        var expression = rule.text("ScheduleExpression", "");
        var rate = RATE.matcher(expression);
        if (rate.matches()) {
            var number = rate.group(2) == null ? 1 : Integer.parseInt(rate.group(2));
            var unit = rate.group(1) == null ? rate.group(3) : rate.group(1);
            if (rate.group(2) == null || number > 1) {
                return Optional.of(times(number, unit));
            }
        }
        if (expression.startsWith("cron(")) {
            rule.leave(
                    "ScheduleExpression", "only rates fire locally, such as rate(1 minute), and no cron expressions");
        } else {
            rule.problem(
                    "ScheduleExpression",
                    "is " + expression + "; must be such as rate(1 minute), rate(5 hours) or cron(0 12 * * ? *)");
        }
        return Optional.empty();
    }

    private static Duration times(int number, String unit) {
        return switch (unit) {
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
