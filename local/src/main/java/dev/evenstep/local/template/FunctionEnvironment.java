package dev.evenstep.local.template;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** A function's environment variables, checked as Lambda checks them. */
final class FunctionEnvironment {

    private static final int MOST_BYTES = 4096;

    /** Lambda sets these itself and refuses a function that sets them. */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT");

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
        if (RESERVED.contains(name)) {
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
