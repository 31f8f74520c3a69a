package dev.evenstep.engine.storage;

/** A file cannot be used: in use elsewhere, not writable, or damaged. */
public final class StorageException extends RuntimeException {

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
