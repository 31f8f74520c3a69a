package dev.evenstep.local.disk;

/** A database file cannot be opened, read or written. The message names the file and, where there is one, the remedy. */
public final class DiskException extends RuntimeException {

    DiskException(String message, Throwable cause) {
        super(message, cause);
    }
}
