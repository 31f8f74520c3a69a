package dev.evenstep.eventstore;

/** What a stream must be like for an append to happen. */
public sealed interface ExpectedVersion {

    /** As {@link #any()} has it. */
    record AnyVersion() implements ExpectedVersion {}

    /** As {@link #exactly(int)} has it. */
    record Exactly(int version) implements ExpectedVersion {

        public Exactly {
            if (version < 0) {
                throw new IllegalArgumentException("version is %d: 0 or more is needed".formatted(version));
            }
        }
    }

    /** As {@link #exactly(Position)} has it. */
    record Behind(Position position) implements ExpectedVersion {}

    /** Whatever it is. Costs a read of the stream's last 25 commits. */
    static ExpectedVersion any() {
        return new AnyVersion();
    }

    /** Without events. Costs no read. */
    static ExpectedVersion empty() {
        return new Behind(Position.START);
    }

    /**
     * With so many events; 0: none. Costs a read of the stream's last commit: whoever has read the stream says its
     * position.
     */
    static ExpectedVersion exactly(int version) {
        return version == 0 ? empty() : new Exactly(version);
    }

    /** As it was read, or left by an append. Costs no read. */
    static ExpectedVersion exactly(Position position) {
        return new Behind(position);
    }
}
