package dev.evenstep.internal.effect;

/** An effect that can never be committed as its consumer made it: two writes to one item, a value of no storable type. */
public final class InvalidEffectException extends IllegalArgumentException {

    public InvalidEffectException(String message) {
        super(message);
    }

    public InvalidEffectException(String message, Throwable cause) {
        super(message, cause);
    }
}
