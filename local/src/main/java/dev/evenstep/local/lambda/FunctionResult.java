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

    /** Whether the instance ended on its way, so that nobody tidied up behind what the function had begun. */
    boolean crashed() {
        return failed() && payload.contains("\"errorType\":\"Runtime.ExitError\"");
    }
}
