package dev.evenstep.saga;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.eventstore.internal.EventIds;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the streams of sagas. */
final class SagaStreams {

    private static final int LONGEST = 255;

    private static final EventReader READER = EventReader.of(SagaEvent.TYPES);

    private final EventStore store;

    SagaStreams(EventStore store) {
        this.store = store;
    }

    /** @param ids of all its events */
    record SagaStream(String name, @Nullable SagaInstance instance, Position position, Set<String> ids) {

        /** Whether what an append of this id would write is there. */
        boolean has(String append) {
            return ids.contains(EventIds.of(name, append, 0));
        }
    }

    static String name(String saga, String key) {
        String name = saga + "-" + key;
        if (name.length() > LONGEST) {
            throw new PermanentFailure("A key of saga %s has %d characters: with the name, up to %d are allowed"
                    .formatted(saga, key.length(), LONGEST));
        }
        return name;
    }

    /** @throws PermanentFailure when the stream is none of this saga */
    SagaStream load(String saga, String key) {
        String name = name(saga, key);
        SagaInstance instance = null;
        Position position = Position.START;
        Set<String> ids = new HashSet<>();
        ReadOptions next = ReadOptions.forward();
        while (next != null) {
            Slice slice = store.read(name, next);
            for (Envelope event : slice.events()) {
                ids.add(event.id());
                if (event.source().equals(SagaEvent.SOURCE)) {
                    instance = after(instance, event);
                }
            }
            position = slice.position();
            next = slice.next();
        }
        if (instance == null
                ? position.version() > 0
                : !(instance.saga().equals(saga) && instance.key().equals(key))) {
            throw new PermanentFailure("The stream %s is not that of saga %s with key %s".formatted(name, saga, key));
        }
        return new SagaStream(name, instance, position, ids);
    }

    private static SagaInstance after(@Nullable SagaInstance before, Envelope envelope) {
        SagaEvent event = (SagaEvent) READER.read(envelope).data();
        String cause = envelope.correlation().causationId();
        return event instanceof SagaEvent.SagaStarted started
                ? SagaInstance.started(started, envelope.time(), cause)
                : Objects.requireNonNull(before).after(event, envelope.time(), cause);
    }
}
