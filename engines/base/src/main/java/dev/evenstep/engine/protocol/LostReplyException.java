package dev.evenstep.engine.protocol;

/** What was asked for is done, and its caller never learns it: a connection ends without an answer. */
public final class LostReplyException extends RuntimeException {

    public LostReplyException() {
        super("The reply was lost");
    }
}
