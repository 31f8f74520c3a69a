package dev.evenstep.local.lambda.report;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that happened to a function and that a person watching should see. */
public sealed interface FunctionEvent {

    /** The function's name. */
    String function();

    /** What happened to it, for people, with the remedy where there is one; without its name. */
    String text();

    /** An instance is ready. */
    record Started(String function, String logStream, Duration init) implements FunctionEvent {
        @Override
        public String text() {
            return "instance ready in %d ms".formatted(init.toMillis());
        }
    }

    /**
     * An instance could not be started.
     *
     * @param errorType such as {@code Runtime.ExitError}
     * @param retryIn how long nothing is tried again
     */
    record InitFailed(String function, String errorType, String message, Duration retryIn) implements FunctionEvent {
        @Override
        public String text() {
            return "does not start: %s: %s (tried again after %.1f s)"
                    .formatted(errorType, message, retryIn.toMillis() / 1000.0);
        }
    }

    /** An invocation ended with an error that the function did not catch. */
    record Failed(String function, String logStream, String requestId, String errorType, String message)
            implements FunctionEvent {
        @Override
        public String text() {
            return "invocation %s failed: %s: %s".formatted(requestId, errorType, message);
        }
    }

    /** An invocation took longer than the function's time-out: its instance was killed. */
    record TimedOut(String function, String logStream, String requestId, Duration limit) implements FunctionEvent {
        @Override
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "invocation %s timed out after %.2f s; its instance was killed"
                            + " (Timeout in the template sets the limit)",
                    requestId,
                    limit.toMillis() / 1000.0);
        }
    }

    /** An instance ended without being told to; {@code requestId} is what it was working on, null if nothing. */
    record Crashed(
            String function, String logStream, @Nullable String requestId, String reason) implements FunctionEvent {
        @Override
        public String text() {
            String during = requestId == null ? "while idle" : "during invocation " + requestId;
            return "instance ended %s: %s".formatted(during, reason);
        }
    }

    /** The function's code has changed: new instances run the new one, and the idle ones of the old one are gone. */
    record CodeReplaced(String function, String code) implements FunctionEvent {
        @Override
        public String text() {
            return "reloaded %s".formatted(code);
        }
    }

    /** An event or records that the function could not process were given up. */
    record Discarded(String function, String what, String why) implements FunctionEvent {
        @Override
        public String text() {
            return "gave up %s: %s".formatted(what, why);
        }
    }

    /** A destination did not take what was meant for it, which is lost, as on Lambda. */
    record DestinationRefused(String function, String destinationArn, String why) implements FunctionEvent {
        @Override
        public String text() {
            return "%s did not take an invocation record: %s".formatted(destinationArn, why);
        }
    }

    /** A queue, stream or topic could not be read; tried again later. */
    record SourceUnreadable(String function, String source, String why) implements FunctionEvent {
        @Override
        public String text() {
            return "cannot read %s: %s".formatted(source, why);
        }
    }
}
