package dev.evenstep.internal.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.schema.EventType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The event types that one consumer takes, by name: reads an envelope as the typed event it is. */
public final class EventTypes {

    private final Map<String, Known<?>> known;

    private EventTypes(Map<String, Known<?>> known) {
        this.known = known;
    }

    /** Without keys, for types that have no personal fields. */
    public static EventTypes of(Collection<? extends EventType<?>> types, DataBinding binding) {
        return of(types, binding, FieldEncryption.none());
    }

    /**
     * @throws InvalidSchemaException when two types share a name
     * @throws ConfigurationFailure when one has personal fields, and there are no keys
     */
    public static EventTypes of(
            Collection<? extends EventType<?>> types, DataBinding binding, FieldEncryption encryption) {
        Map<String, Known<?>> known = new LinkedHashMap<>();
        for (EventType<?> type : types) {
            if (known.put(type.name(), Known.of(type, binding, encryption)) != null) {
                throw new InvalidSchemaException(
                        type.name(), "Event type " + type.name() + " is declared twice; keep one");
            }
        }
        return new EventTypes(known);
    }

    public Set<String> names() {
        return known.keySet();
    }

    /**
     * Decrypts what is personal in the data, upcasts it to the current schema version and binds it to the type's class. The
     * envelope of an event of a type with personal fields stays as it came.
     *
     * @throws PermanentFailure {@link Reason#UNKNOWN_TYPE}, {@link Reason#UNKNOWN_VERSION},
     *     {@link Reason#UNREADABLE_DATA} or {@link Reason#ERASED}
     */
    public Event<?> read(Envelope envelope) {
        Known<?> found = known.get(envelope.type());
        if (found == null) {
            throw new PermanentFailure(
                    Reason.UNKNOWN_TYPE, "Type " + envelope.type() + " is not one of " + known.keySet());
        }
        return found.read(envelope);
    }

    private static void requireReadable(Envelope envelope, EventType<?> type) {
        int version = envelope.schemaVersion();
        boolean newer = version > type.version();
        if (version < type.oldest() || (newer && !type.readsNewer())) {
            throw new PermanentFailure(
                    Reason.UNKNOWN_VERSION,
                    "%s has schema version %d; versions %d to %d can be read%s"
                            .formatted(
                                    type.name(),
                                    version,
                                    type.oldest(),
                                    type.version(),
                                    newer ? " (deploy a newer consumer, then redrive)" : ""));
        }
    }

    private static ObjectNode upcast(Envelope envelope, ObjectNode data, EventType<?> type, UpcastChain chain) {
        try {
            return chain.upcast(envelope.schemaVersion(), data);
        } catch (RuntimeException failure) {
            throw PermanentFailure.because(
                    Reason.UNREADABLE_DATA,
                    "%s of schema version %d could not be upcast to %d: %s"
                            .formatted(
                                    type.name(),
                                    envelope.schemaVersion(),
                                    type.version(),
                                    failure.getClass().getSimpleName()),
                    failure);
        }
    }

    private record Known<T>(EventType<T> type, UpcastChain chain, DataReader<T> reader, FieldEncryption encryption) {

        static <T> Known<T> of(EventType<T> type, DataBinding binding, FieldEncryption encryption) {
            encryption.requireKeysFor(type);
            return new Known<>(type, UpcastChain.of(type), binding.reader(type), encryption);
        }

        Event<T> read(Envelope envelope) {
            requireReadable(envelope, type);
            EventEnvelope came = EventEnvelope.of(envelope);
            if (!type.personal().isEmpty()) {
                return Event.of(came, decrypted(came));
            }
            if (came.schemaVersion() == type.version()) {
                return Event.of(came, reader.read(came.content()));
            }
            ObjectNode data = current(came, came.tree());
            return Event.of(came.withTree(type.version(), data), reader.read(data));
        }

        private ObjectNode current(EventEnvelope came, ObjectNode data) {
            return PlainJson.of(upcast(came, data, type, chain), "data");
        }

        private T decrypted(EventEnvelope came) {
            FieldEncryption.Decrypted clear = encryption.decrypt(came);
            try {
                return reader.read(current(came, clear.data()));
            } catch (PermanentFailure unreadable) {
                // Without its cause: what an upcast or a class throws may quote what it read, and goes to logs and dead
                // letters.
                throw clear.erased().isEmpty()
                        ? new PermanentFailure(unreadable.reason(), String.valueOf(unreadable.getMessage()))
                        : new PermanentFailure(
                                Reason.ERASED,
                                "%s cannot be read without %s, which is erased".formatted(type.name(), clear.erased()));
            }
        }
    }
}
