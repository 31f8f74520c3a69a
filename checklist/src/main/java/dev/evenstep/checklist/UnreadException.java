package dev.evenstep.checklist;

/** A rule asked for what was not read. */
final class UnreadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadException(Unread unread) {
        super(unread.why());
    }
}
