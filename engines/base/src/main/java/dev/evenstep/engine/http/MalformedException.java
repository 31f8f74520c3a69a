package dev.evenstep.engine.http;

/** What came is no HTTP/1.1 that is understood here; nothing behind it can be read. */
final class MalformedException extends RuntimeException {

    private final int status;

    MalformedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
