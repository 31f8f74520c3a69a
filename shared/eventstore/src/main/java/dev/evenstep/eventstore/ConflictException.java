package dev.evenstep.eventstore;

/** A stream was not as an append expected it. */
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient AppendOutcome.Conflict conflict;

    ConflictException(AppendOutcome.Conflict conflict) {
        super("Stream %s was expected to be %s and has version %d"
                .formatted(
                        conflict.stream(),
                        conflict.expected(),
                        conflict.actual().version()));
        this.conflict = conflict;
    }

    public AppendOutcome.Conflict conflict() {
        return conflict;
    }
}
