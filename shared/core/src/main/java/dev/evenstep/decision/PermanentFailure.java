package dev.evenstep.decision;

/**
 * Says that handling this event will never succeed, so that trying again is pointless. Thrown by a handler it means
 * {@link Reason#REJECTED}. Its message ends up in the dead-letter queue: name the rule and the value, not the payload.
 */
public final class PermanentFailure extends RuntimeException {

    private final Reason reason;

    public PermanentFailure(String message) {
        this(Reason.REJECTED, message);
    }

    public PermanentFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** With the failure behind it. */
    public static PermanentFailure because(Reason reason, String message, Throwable cause) {
        PermanentFailure failure = new PermanentFailure(reason, message);
        failure.initCause(cause);
        return failure;
    }

    public Reason reason() {
        return reason;
    }
}
