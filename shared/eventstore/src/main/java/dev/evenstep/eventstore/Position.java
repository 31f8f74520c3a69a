package dev.evenstep.eventstore;

/**
 * A place between two commits of a stream: that many commits and events are before it. As a read or an append gave it; one
 * that is made up breaks the stream that it is appended behind.
 */
public record Position(int commit, int version) {

    /** Before the first event. */
    public static final Position START = new Position(0, 0);

    public Position {
        if (commit < 0 || version < commit || (commit == 0 && version > 0)) {
            throw new IllegalArgumentException(
                    "commit is %d and version %d: every commit has an event at least".formatted(commit, version));
        }
    }

    /** So many commits before this one, for reading on from there; how many events that are, does not count then. */
    Position back(int commits) {
        return commit <= commits ? START : new Position(commit - commits, version - commits);
    }
}
