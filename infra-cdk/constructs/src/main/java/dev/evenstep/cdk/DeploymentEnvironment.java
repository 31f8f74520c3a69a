package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * What differs between the environments that one app is deployed to, by context: {@code -c env=prod} chooses one of those that
 * {@code cdk.json} names.
 *
 * <pre>{@code
 * "context": { "environments": {
 *   "dev":  { "tables": "delete", "RetryAttempts": "3" },
 *   "prod": { "tables": "retain", "RetryAttempts": "8" } } }
 * }</pre>
 *
 * @param name such as {@code prod}; empty: none was chosen
 * @param settings by names of your own, such as parameters; {@value #TABLES} is {@code retain} or {@code delete}, and {@code -c
 *     tables=…} wins over it; {@value #KEY}, or {@code -c kmsKeyArn=…}, is the ARN of the customer's key that queues, tables,
 *     logs, the archive and the alarms' topic are encrypted by, and AWS's own are where nothing is said
 */
public record DeploymentEnvironment(String name, Map<String, String> settings) {

    static final String TABLES = "tables";
    static final String KEY = "kmsKeyArn";
    private static final String DELETE = "delete";
    private static final String KEY_ARN = "arn:[^:]+:kms:[^:]+:\\d{12}:key/.+";

    public DeploymentEnvironment {
        settings = Map.copyOf(settings);
        var tables = settings.getOrDefault(TABLES, "retain");
        var key = settings.get(KEY);
        var demand = new Demand(name.isEmpty() ? "the app" : "the environment " + name);
        demand.that(
                tables.equals("retain") || tables.equals(DELETE),
                TABLES,
                tables,
                "retain or delete",
                "say it in cdk.json, or by -c tables=…");
        demand.that(
                key == null || Token.isUnresolved(key) || key.matches(KEY_ARN),
                KEY,
                String.valueOf(key),
                "the ARN of a key",
                "roles cannot be granted an alias; aws kms describe-key says the ARN");
    }

    /**
     * The environment that the context of an app chooses.
     *
     * @param scope anything in the app
     * @throws IllegalArgumentException where {@code cdk.json} names no such environment
     */
    public static DeploymentEnvironment of(Construct scope) {
        var chosen = scope.getNode().tryGetContext("env");
        var name = chosen == null ? "" : chosen.toString();
        Map<String, String> settings = new TreeMap<>();
        if (!name.isEmpty()) {
            var known = texts(scope.getNode().tryGetContext("environments"));
            new Demand("the app")
                    .that(
                            known.get(name) instanceof Map,
                            "env",
                            name,
                            "one of " + known.keySet(),
                            "name it under environments in the context of cdk.json");
            texts(known.get(name)).forEach((setting, value) -> settings.put(setting, value.toString()));
        }
        for (var setting : List.of(TABLES, KEY)) {
            var said = scope.getNode().tryGetContext(setting);
            if (said != null) {
                settings.put(setting, said.toString());
            }
        }
        return new DeploymentEnvironment(name, settings);
    }

    private static Map<String, Object> texts(@Nullable Object context) {
        return context instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(),
                                entry -> entry.getValue(),
                                (one, other) -> other,
                                TreeMap::new))
                : Map.of();
    }

    /** Whether tables outlive their stack, and are protected from deletion: where nothing else is said, they do. */
    public boolean keepsTables() {
        return !settings.getOrDefault(TABLES, "").equals(DELETE);
    }

    /** The customer's key, seen from a construct; null where there is none. What its policy says is the customer's affair. */
    static @Nullable IKey keyFor(Construct scope) {
        var arn = of(scope).settings().get(KEY);
        return arn == null ? null : Key.fromKeyArn(scope, "CustomerKey", arn);
    }

    /** What this environment says, or what is usual. */
    public String setting(String setting, String usual) {
        return settings.getOrDefault(setting, usual);
    }

    /** {@code shop-prod} of {@code shop}: a name of this environment alone; the same where none was chosen. */
    public String stackName(String app) {
        return name.isEmpty() ? app : app + "-" + name;
    }
}
