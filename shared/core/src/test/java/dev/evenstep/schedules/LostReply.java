package dev.evenstep.schedules;

/** A call whose answer never came, whether it was carried out or not. */
final class LostReply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostReply() {
        super("no answer", null, false, false);
    }
}
