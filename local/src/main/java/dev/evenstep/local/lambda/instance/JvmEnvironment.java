package dev.evenstep.local.lambda.instance;

import dev.evenstep.local.iam.AccessKeys;
import dev.evenstep.local.stack.FunctionSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment of an instance: what Lambda sets (its guide's "Defined runtime environment variables"), the template's
 * variables, and the endpoint. Nothing of the environment that we run in.
 */
final class JvmEnvironment {

    private JvmEnvironment() {}

    static Map<String, String> of(FunctionSpec function, Path taskFolder, URI endpoint) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", endpoint.toString());
        // Lambda says en_US.UTF-8, which many machines lack; without a UTF-8 locale file names would break.
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
        environment.put("TZ", ":UTC");
        environment.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        environment.putAll(function.environment());
        environment.putAll(reserved(function, taskFolder));
        return environment;
    }

    /** Those that a template cannot set. */
    private static Map<String, String> reserved(FunctionSpec function, Path taskFolder) {
        String region = function.arn().split(":", -1)[3];
        return Map.ofEntries(
                Map.entry("_HANDLER", function.handler()),
                Map.entry("AWS_REGION", region),
                Map.entry("AWS_DEFAULT_REGION", region),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes())),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("AWS_ACCESS_KEY_ID", AccessKeys.of(function.arn())),
                Map.entry("AWS_SECRET_ACCESS_KEY", "evenstep"),
                Map.entry("AWS_SESSION_TOKEN", "evenstep"),
                Map.entry("LAMBDA_TASK_ROOT", taskFolder.toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", taskFolder.toString()));
    }
}
