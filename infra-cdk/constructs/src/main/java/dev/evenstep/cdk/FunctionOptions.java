package dev.evenstep.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a function runs and with what. What is outside of these limits is refused with an {@link IllegalArgumentException}, which
 * names the function, the value, the rule and what to change.
 *
 * @param name such as {@code place-order}; the stack's name comes before it
 * @param handler {@code package.Class} or {@code package.Class::method}
 * @param code a jar with all that the handler needs
 * @param description up to 256 characters (Lambda's limit); empty: none
 * @param memoryMegabytes 128 to 10,240 (Lambda's limit)
 * @param timeout a second to 15 minutes (Lambda's limit)
 * @param environment may hold what is only known when the stack is deployed
 */
public record FunctionOptions(
        String name,
        String handler,
        Path code,
        String description,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment) {

    private static final Pattern HANDLER = Pattern.compile("[\\w$]+(\\.[\\w$]+)*(::\\w+)?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z]\\w+");

    public FunctionOptions {
        Names.demand(name);
        var demand = new Demand(name);
        demand.that(
                HANDLER.matcher(handler).matches(),
                "handler",
                handler,
                "package.Class or package.Class::method",
                "name the class as Java does");
        demand.that(
                code.toString().endsWith(".jar") && Files.isRegularFile(code),
                "code",
                code,
                "a jar that is there",
                "package the function first");
        demand.that(
                description.length() <= 256,
                "description",
                description,
                "at most 256 characters long",
                "shorten FunctionOptions.withDescription");
        demand.between(128, 10_240, "memoryMegabytes", memoryMegabytes, "set FunctionOptions.withMemoryMegabytes");
        demand.between(
                Duration.ofSeconds(1), Duration.ofMinutes(15), "timeout", timeout, "set FunctionOptions.withTimeout");
        environment = Map.copyOf(environment);
        environment
                .keySet()
                .forEach(variable -> demand.that(
                        VARIABLE.matcher(variable).matches() && !variable.startsWith("AWS_"),
                        "environment variable",
                        variable,
                        "letters, digits and underscores, a letter first, and not begin with AWS_, which is Lambda's",
                        "call it otherwise"));
    }

    /** 512 MB, 10 seconds, nothing in the environment. */
    public static FunctionOptions of(String name, String handler, Path code) {
        return new FunctionOptions(name, handler, code, "", 512, Duration.ofSeconds(10), Map.of());
    }

    public FunctionOptions withDescription(String changed) {
        return new FunctionOptions(name, handler, code, changed, memoryMegabytes, timeout, environment);
    }

    public FunctionOptions withMemoryMegabytes(int changed) {
        return new FunctionOptions(name, handler, code, description, changed, timeout, environment);
    }

    public FunctionOptions withTimeout(Duration changed) {
        return new FunctionOptions(name, handler, code, description, memoryMegabytes, changed, environment);
    }

    /** More variables; one that is there already is replaced. */
    public FunctionOptions withEnvironment(Map<String, String> added) {
        var all = new HashMap<>(environment);
        all.putAll(added);
        return new FunctionOptions(name, handler, code, description, memoryMegabytes, timeout, all);
    }
}
