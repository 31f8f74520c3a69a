package dev.evenstep.local.lambda;

import org.jspecify.annotations.Nullable;

/**
 * How an invocation ended.
 *
 * @param payload the function's answer, or the error as JSON ({@code errorMessage}, {@code errorType}, …)
 * @param functionError null where the function answered; else {@code Unhandled}
 */
public record FunctionResult(
        String requestId, String payload, @Nullable String functionError) {

    public boolean failed() {
        return functionError != null;
    }
}
