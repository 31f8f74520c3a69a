package dev.evenstep.eventstore;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.util.Collection;
import java.util.List;

/** Reads stored events as the typed ones they are, at their types' current schema versions. Safe for concurrent use. */
public final class EventReader {

    private final List<EventType<?>> known;
    private final EventTypes types;

    private EventReader(Collection<? extends EventType<?>> types, FieldEncryption encryption) {
        this.types = EventTypes.of(types, new DataBinding(), encryption);
        this.known = List.copyOf(types);
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
        return known.stream().anyMatch(type -> !type.personal().isEmpty());
    }

    /** The event of the one type whose class the data is of. */
    NewEvent<?> newEvent(Object data) {
        List<EventType<?>> fitting = known.stream()
                .filter(type -> type.dataClass() == data.getClass())
                .toList();
        if (fitting.size() != 1) {
            throw new IllegalArgumentException(
                    "%d event types have the class %s: one is needed".formatted(fitting.size(), data.getClass()));
        }
        return newEvent(fitting.getFirst(), data);
    }

    private static <T> NewEvent<T> newEvent(EventType<T> type, Object data) {
        return NewEvent.of(type, type.dataClass().cast(data));
    }
}
