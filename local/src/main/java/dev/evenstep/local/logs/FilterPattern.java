package dev.evenstep.local.logs;

import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A filter pattern of CloudWatch Logs, as far as it is understood here: terms that must all occur, phrases in quotes,
 * {@code -term} that must not, {@code ?a ?b} of which one must; and JSON patterns with one comparison, see
 * {@link JsonFilter}. The rest (regular expressions, space-delimited fields, {@code &&} and {@code ||}) is refused.
 */
final class FilterPattern {

    private static final Pattern TERM = Pattern.compile("\\s*([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]\\S*))");

    private FilterPattern() {}

    /** @throws AwsException {@code InvalidParameterException} for what is not understood */
    static Predicate<String> parse(String pattern) {
        var trimmed = pattern.strip();
        if (trimmed.isEmpty()) {
            return message -> true;
        }
        if (trimmed.startsWith("{")) {
            return JsonFilter.parse(trimmed);
        }
        if (trimmed.startsWith("[") || trimmed.startsWith("%")) {
            throw unsupported(pattern);
        }
        List<Predicate<String>> all = new ArrayList<>();
        List<Predicate<String>> any = new ArrayList<>();
        var term = TERM.matcher(trimmed);
        int position = 0;
        while (position < trimmed.length()) {
            if (!term.find(position) || term.start() != position) {
                throw unsupported(pattern);
            }
            var text = term.group(3) == null ? term.group(2).replaceAll("\\\\(.)", "$1") : term.group(3);
            switch (term.group(1)) {
                case "-" -> all.add(message -> !message.contains(text));
                case "?" -> any.add(message -> message.contains(text));
                default -> all.add(message -> message.contains(text));
            }
            position = term.end();
        }
        // CloudWatch Logs ignores ? terms beside others
        return all.isEmpty()
                ? message -> any.stream().anyMatch(one -> one.test(message))
                : message -> all.stream().allMatch(one -> one.test(message));
    }

    static AwsException unsupported(String pattern) {
        return new AwsException(
                400,
                "InvalidParameterException",
                "The local logs do not understand the filter pattern '%s'. They take terms, \"phrases\", -term, ?a ?b,"
                                .formatted(pattern)
                        + " { $.field = \"x\" }, != and the other comparisons, { $.field IS NULL } and NOT EXISTS.");
    }
}
