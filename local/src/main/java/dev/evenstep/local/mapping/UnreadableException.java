package dev.evenstep.local.mapping;

/** A source that could not be read: why, in one line. */
final class UnreadableException extends RuntimeException {

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
