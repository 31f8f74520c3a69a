package dev.evenstep.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function.
 *
 * @param handler as Lambda takes it: {@code package.Class} or {@code package.Class::method}
 * @param code the packaged jar (or an unpacked folder), absolute
 * @param memoryMegabytes 128 to 10,240
 * @param environment its variables, resolved
 * @param reservedConcurrency null: none
 * @param alias the alias that its sources call; null: the function itself
 */
public record FunctionSpec(
        String logicalId,
        String name,
        String arn,
        String handler,
        String runtime,
        Path code,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment,
        @Nullable Integer reservedConcurrency,
        Async async,
        @Nullable String alias) {

    public FunctionSpec {
        environment = Map.copyOf(environment);
    }

    /**
     * What becomes of asynchronous invocations.
     *
     * @param maximumRetryAttempts 0 to 2, AWS's default
     * @param maximumEventAge one minute to 6 hours, AWS's default
     * @param onFailureArn a queue or a function; null: nowhere
     * @param onSuccessArn a queue or a function; null: nowhere
     */
    public record Async(
            int maximumRetryAttempts,
            Duration maximumEventAge,
            @Nullable String onFailureArn,
            @Nullable String onSuccessArn) {

        public static Async defaults() {
            return new Async(2, Duration.ofHours(6), null, null);
        }
    }
}
