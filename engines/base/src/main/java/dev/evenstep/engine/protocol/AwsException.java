package dev.evenstep.engine.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error that the client is told in AWS's own shape and words. */
public final class AwsException extends RuntimeException {

    private final int status;
    private final String code;
    private final transient ObjectNode members;

    /**
     * @param status the HTTP status
     * @param code AWS's error code, such as {@code ResourceNotFoundException}
     */
    public AwsException(int status, String code, String message) {
        this(status, code, message, JsonTrees.object());
    }

    /** @param members what the error tells beside its message, such as {@code CancellationReasons} */
    public AwsException(int status, String code, String message, ObjectNode members) {
        super(message);
        this.status = status;
        this.code = code;
        this.members = members;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public ObjectNode members() {
        return members;
    }
}
