package dev.evenstep.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stood behind the benchmark's name: {@code --name value}. */
public record Options(Map<String, String> values) {

    /** @throws IllegalArgumentException where an option has no value */
    public static Options of(List<String> arguments) {
        Map<String, String> values = new TreeMap<>();
        for (int at = 0; at < arguments.size(); at += 2) {
            if (!arguments.get(at).startsWith("--") || at + 1 == arguments.size()) {
                throw new IllegalArgumentException("'%s': --name value is needed".formatted(arguments.get(at)));
            }
            values.put(arguments.get(at).substring(2), arguments.get(at + 1));
        }
        return new Options(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** How often everything is measured. */
    public int rounds() {
        return number("rounds", 5);
    }

    /** How long each thing is measured, each time. */
    public Duration time() {
        return Duration.ofMillis(number("millis", 3_000));
    }

    /** The options as they would be given, but for where results go. */
    String command() {
        var command = new StringBuilder();
        values.forEach((name, value) -> {
            if (!name.equals("write")) {
                command.append(" --").append(name).append(' ').append(value);
            }
        });
        return command.toString();
    }
}
