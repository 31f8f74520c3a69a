package dev.evenstep.local.lambda.instance;

/** An instance that did not become ready: why, as Lambda tells it. */
public final class InitFailedException extends RuntimeException {

    private final String errorType;
    private final String payload;

    /**
     * @param errorType such as {@code Runtime.ExitError}
     * @param payload the error as JSON, as an invocation that needed the instance answers it
     */
    InitFailedException(String errorType, String message, String payload) {
        super(message);
        this.errorType = errorType;
        this.payload = payload;
    }

    static InitFailedException of(LambdaError error) {
        return new InitFailedException(error.type(), error.message(), error.json());
    }

    /** For what no function is to blame. */
    public static InitFailedException because(Exception cause) {
        InitFailedException failed = of(LambdaError.noCode("cannot start an instance: " + cause));
        failed.initCause(cause);
        return failed;
    }

    public String errorType() {
        return errorType;
    }

    public String payload() {
        return payload;
    }
}
