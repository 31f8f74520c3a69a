package dev.evenstep.internal.schema;

/** An event type, or a set of them, that cannot work. Thrown when it is declared, never while events are read. */
public final class InvalidSchemaException extends IllegalArgumentException {

    private final String type;

    InvalidSchemaException(String type, String message) {
        super(message);
        this.type = type;
    }

    /** The event type's name. */
    public String type() {
        return type;
    }
}
