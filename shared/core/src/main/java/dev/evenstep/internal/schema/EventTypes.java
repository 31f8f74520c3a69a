package dev.evenstep.internal.schema;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
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

    /** @throws InvalidSchemaException when two types share a name */
    public static EventTypes of(Collection<? extends EventType<?>> types, DataBinding binding) {
        Map<String, Known<?>> known = new LinkedHashMap<>();
        for (EventType<?> type : types) {
            if (known.put(type.name(), Known.of(type, binding)) != null) {
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
     * Upcasts the data to the current schema version and binds it to the type's class.
     *
     * @throws PermanentFailure {@link Reason#UNKNOWN_TYPE}, {@link Reason#UNKNOWN_VERSION} or
     *     {@link Reason#UNREADABLE_DATA}
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

    private static ObjectNode upcast(Envelope envelope, EventType<?> type, UpcastChain chain) {
        try {
            return chain.upcast(
                    envelope.schemaVersion(), EventEnvelope.of(envelope).tree());
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

    private record Known<T>(EventType<T> type, UpcastChain chain, ObjectReader reader) {

        static <T> Known<T> of(EventType<T> type, DataBinding binding) {
            return new Known<>(type, UpcastChain.of(type), binding.reader(type));
        }

        Event<T> read(Envelope envelope) {
            requireReadable(envelope, type);
            ObjectNode data = PlainJson.of(upcast(envelope, type, chain), "data");
            T bound = DataBinding.read(type, reader, data);
            return Event.of(EventEnvelope.of(envelope).withTree(type.version(), data), bound);
        }
    }
}
