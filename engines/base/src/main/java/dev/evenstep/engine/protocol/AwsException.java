package dev.evenstep.engine.protocol;

/** An error that the client is told in AWS's own shape and words. */
public final class AwsException extends RuntimeException {

    private final int status;
    private final String code;

    /**
     * @param status the HTTP status
     * @param code AWS's error code, such as {@code ResourceNotFoundException}
     */
    public AwsException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
