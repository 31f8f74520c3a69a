package dev.evenstep.local.lambda.instance;

/** An instance that did not become ready: why, as Lambda tells it. */
public final class InitFailedException extends RuntimeException {

    private final transient LambdaError error;

    InitFailedException(LambdaError error) {
        super(error.message());
        this.error = error;
    }

    /** For what no function is to blame. */
    public static InitFailedException because(Exception cause) {
        var failed = new InitFailedException(LambdaError.noCode("cannot start an instance: " + cause));
        failed.initCause(cause);
        return failed;
    }

    /** Such as {@code Runtime.ExitError}. */
    public String errorType() {
        return error.type();
    }

    /** The error as JSON, as an invocation that needed the instance answers it. */
    public String payload() {
        return error.json();
    }
}
