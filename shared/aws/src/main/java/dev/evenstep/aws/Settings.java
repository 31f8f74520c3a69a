package dev.evenstep.aws;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function is told by its environment. Errors name the variable and what to set it to. */
record Settings(Map<String, String> environment) {

    Settings {
        environment = Map.copyOf(environment);
    }

    boolean has(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    String required(String variable, String what) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The environment variable " + variable + " is missing: set it to " + what);
        }
        return value;
    }

    @Nullable
    String optional(String variable) {
        return has(variable) ? environment.get(variable) : null;
    }

    int countOr(String variable, String what, int otherwise) {
        return environment.containsKey(variable) ? requiredCount(variable, what) : otherwise;
    }

    Duration secondsOr(String variable, String what, Duration otherwise) {
        return environment.containsKey(variable) ? Duration.ofSeconds(requiredCount(variable, what)) : otherwise;
    }

    int requiredCount(String variable, String what) {
        String value = required(variable, what);
        try {
            int count = Integer.parseInt(value);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for any other value that is no count.
        }
        throw new IllegalStateException(
                "The environment variable " + variable + " is \"" + value + "\": set it to " + what + ", at least 1");
    }
}
