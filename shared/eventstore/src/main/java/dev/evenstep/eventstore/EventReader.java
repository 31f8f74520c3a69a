package dev.evenstep.eventstore;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.util.Collection;

/** Reads stored events as the typed ones they are, at their types' current schema versions. Safe for concurrent use. */
public final class EventReader {

    private final EventTypes types;
    private final boolean decrypts;

    private EventReader(Collection<? extends EventType<?>> types, FieldEncryption encryption) {
        this.types = EventTypes.of(types, new DataBinding(), encryption);
        this.decrypts = types.stream().anyMatch(type -> !type.personal().isEmpty());
    }

    /**
     * @throws IllegalArgumentException when two types share a name, or one cannot be read into its class
     * @throws dev.evenstep.decision.ConfigurationFailure when one has personal fields
     */
    public static EventReader of(Collection<? extends EventType<?>> types) {
        return new EventReader(types, FieldEncryption.none());
    }

    /** The same for types with personal fields, which are null where their keys are erased. */
    public static EventReader of(Collection<? extends EventType<?>> types, SubjectKeys keys) {
        return new EventReader(types, FieldEncryption.with(keys));
    }

    /**
     * @throws dev.evenstep.decision.PermanentFailure with {@code UNKNOWN_TYPE}, {@code UNKNOWN_VERSION}, {@code
     *     UNREADABLE_DATA} or {@code ERASED}
     */
    public Event<?> read(Envelope envelope) {
        return types.read(envelope);
    }

    /** Whether what is read has personal fields in clear. */
    boolean decrypts() {
        return decrypts;
    }
}
