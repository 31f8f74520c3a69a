package dev.evenstep.shop.auditevents;

import java.util.Map;

/** What the environment must say. */
final class Variables {

    private Variables() {}

    /** @throws IllegalStateException naming the variable to set */
    static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "The environment variable " + name + " is missing: set it to the name of that table");
        }
        return value;
    }
}
