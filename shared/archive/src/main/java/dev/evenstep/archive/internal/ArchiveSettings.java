package dev.evenstep.archive.internal;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the archive's function is told by its environment. Errors name the variable and what to set it to. */
public record ArchiveSettings(Map<String, String> environment) {

    private static final String RETENTION = "ARCHIVE_RETENTION_DAYS";

    public ArchiveSettings {
        environment = Map.copyOf(environment);
    }

    public @Nullable String optional(String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? null : value;
    }

    public String required(String variable, String what) {
        String value = optional(variable);
        if (value == null) {
            throw new IllegalStateException("The environment variable " + variable + " is missing: set it to " + what);
        }
        return value;
    }

    public int count(String variable, String what) {
        String value = required(variable, what);
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new IllegalStateException("The environment variable " + variable + " is \"" + value + "\": set it to "
                    + what + ", at least 1");
        }
        return Integer.parseInt(value);
    }

    /** Null: for ever. */
    public @Nullable Duration retention() {
        return optional(RETENTION) == null
                ? null
                : Duration.ofDays(count(RETENTION, "the days for which events are kept"));
    }
}
