package dev.evenstep.decision;

/**
 * Says that a call outside may have been done, and that nobody knows: a time-out after the request was sent, a connection
 * that broke before the answer. Thrown by the call of a leased consumer that holds such events, it has the event held; for
 * every other it is a failure like any.
 */
public final class OutcomeUnknown extends RuntimeException {

    public OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
