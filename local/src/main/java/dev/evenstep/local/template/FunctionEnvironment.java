package dev.evenstep.local.template;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A function's environment variables, checked as Lambda checks them. */
final class FunctionEnvironment {

    private static final int MOST_BYTES = 4096;

    /** Lambda sets these itself and refuses a function that sets them. */
    private static final Pattern RESERVED = Pattern.compile("_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION"
            + "|AWS_ACCESS_KEY(_ID)?|AWS_SECRET(_ACCESS)?_KEY|AWS_SESSION_TOKEN|AWS_EXECUTION_ENV"
            + "|AWS_LAMBDA_(FUNCTION_(MEMORY_SIZE|NAME|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API)"
            + "|LAMBDA_(RUNTIME_DIR|TASK_ROOT)");

    private FunctionEnvironment() {}

    static Map<String, String> of(Properties environment) {
        var variables = environment.entries("Variables");
        variables.keySet().forEach(name -> check(name, environment));
        var bytes = variables.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
        if (bytes > MOST_BYTES) {
            environment.problem("Variables", "takes " + bytes + " bytes; Lambda takes at most " + MOST_BYTES);
        }
        return variables;
    }

    private static void check(String name, Properties environment) {
        if (RESERVED.matcher(name).matches()) {
            environment.problem("Variables", "sets " + name + ", which Lambda sets itself and refuses to be given");
        } else if (!name.matches("[a-zA-Z][a-zA-Z0-9_]+")) {
            environment.problem(
                    "Variables", "sets '" + name + "'; a name must be two or more letters, digits, _, a letter first");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
