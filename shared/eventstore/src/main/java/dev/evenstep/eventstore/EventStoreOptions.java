package dev.evenstep.eventstore;

import dev.evenstep.spi.SubjectKeys;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What an event store runs with. Immutable. */
public final class EventStoreOptions {

    private final Clock clock;
    private final @Nullable SubjectKeys keys;

    private EventStoreOptions(Clock clock, @Nullable SubjectKeys keys) {
        this.clock = clock;
        this.keys = keys;
    }

    /** The machine's clock, and no keys. */
    public static EventStoreOptions defaults() {
        return new EventStoreOptions(Clock.systemUTC(), null);
    }

    /** Says when an event happens, to the millisecond. */
    public EventStoreOptions withClock(Clock other) {
        return new EventStoreOptions(other, keys);
    }

    /** Encrypts personal fields of what is appended. Without, appending an event of a type that has some fails. */
    public EventStoreOptions withSubjectKeys(SubjectKeys other) {
        return new EventStoreOptions(clock, other);
    }

    public Clock clock() {
        return clock;
    }

    public @Nullable SubjectKeys subjectKeys() {
        return keys;
    }
}
