package dev.evenstep.local.lambda.instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * An error of an invocation in Lambda's words.
 *
 * @param json what the caller gets
 */
record LambdaError(String type, String message, String json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    LambdaError(String type, String message) {
        this(type, message, json(type, message));
    }

    static LambdaError exited(String requestId, int status) {
        return new LambdaError("Runtime.ExitError", "RequestId: %s Error: %s".formatted(requestId, exit(status)));
    }

    static LambdaError timedOut(String requestId, Duration limit) {
        return new LambdaError("Sandbox.Timedout", "RequestId: %s Error: %s".formatted(requestId, timedOut(limit)));
    }

    static LambdaError noCode(String message) {
        return new LambdaError("Runtime.InvalidEntrypoint", message);
    }

    static LambdaError tooLarge(long size) {
        return new LambdaError(
                "Function.ResponseSizeTooLarge",
                "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
                        .formatted(size, RuntimeApi.LARGEST_RESPONSE));
    }

    /** What a runtime sent as its error, as it sent it; where that is not JSON, it is the message. */
    static LambdaError reported(String body, String typeHeader) {
        try {
            JsonNode error = JSON.readTree(body);
            return new LambdaError(
                    error.path("errorType").asText(typeHeader),
                    error.path("errorMessage").asText(body),
                    body);
        } catch (JsonProcessingException notJson) {
            return new LambdaError(typeHeader, body);
        }
    }

    static String timedOut(Duration limit) {
        return String.format(Locale.ROOT, "Task timed out after %.2f seconds", limit.toMillis() / 1000.0);
    }

    /** How a process ended, from Java's view of its status: 128 and the signal's number where a signal ended it. */
    static String exit(int status) {
        return switch (status) {
            case 0 -> "Runtime exited without providing a reason";
            case 134 -> "Runtime exited with error: signal: aborted (core dumped)";
            case 137 -> "Runtime exited with error: signal: killed";
            case 139 -> "Runtime exited with error: signal: segmentation fault (core dumped)";
            case 143 -> "Runtime exited with error: signal: terminated";
            default -> "Runtime exited with error: exit status " + status;
        };
    }

    private static String json(String type, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("errorType", type)
                .put("errorMessage", message)
                .toString();
    }
}
