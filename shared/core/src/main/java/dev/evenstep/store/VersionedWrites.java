package dev.evenstep.store;

import dev.evenstep.effect.Write;
import org.jspecify.annotations.Nullable;

/** Writing one entity only if its version lets an event in. */
public interface VersionedWrites {

    /** One conditional write, and no other request. */
    Outcome write(VersionedWrite write);

    /**
     * @param write what the event does to the entity, without conditions of its own
     * @param event the event's key, kept beside the version
     * @param version the entity's version after the event
     */
    record VersionedWrite(Write write, IdempotencyKey event, int version, VersionRule rule) {}

    sealed interface Outcome {

        record Written() implements Outcome {}

        /**
         * @param storedVersion 0 where the entity is not there or has no version
         * @param storedEvent the key of the event that made that version; null where none is known
         */
        record Refused(int storedVersion, @Nullable String storedEvent) implements Outcome {}
    }
}
