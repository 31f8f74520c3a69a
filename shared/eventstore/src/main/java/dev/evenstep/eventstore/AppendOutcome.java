package dev.evenstep.eventstore;

/** What became of an append. */
public sealed interface AppendOutcome {

    /**
     * What was appended, now or the first time.
     *
     * @throws ConflictException when nothing was
     */
    Appended orThrow();

    /**
     * The events are in the stream.
     *
     * @param first the version of the first of them
     * @param end behind the last of them: expected by who appends next
     */
    record Appended(int first, Position end) implements AppendOutcome {

        @Override
        public Appended orThrow() {
            return this;
        }
    }

    /**
     * The stream was not as expected, and nothing was appended.
     *
     * @param actual how far the stream is at least: behind the commit that stands in the way
     */
    record VersionConflict(String stream, ExpectedVersion expected, Position actual) implements AppendOutcome {

        @Override
        public Appended orThrow() {
            throw new ConflictException(this);
        }
    }

    /** A conflict, for those who do not look for one. */
    final class ConflictException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient VersionConflict conflict;

        private ConflictException(VersionConflict conflict) {
            super("Stream %s was expected at %s and has version %d"
                    .formatted(conflict.stream, text(conflict.expected), conflict.actual.version()));
            this.conflict = conflict;
        }

        private static String text(ExpectedVersion expected) {
            return switch (expected) {
                case ExpectedVersion.AnyVersion any -> "any version";
                case ExpectedVersion.Exactly(int version) -> "version " + version;
                case ExpectedVersion.Behind(Position position) -> "version " + position.version();
            };
        }

        public VersionConflict conflict() {
            return conflict;
        }
    }
}
