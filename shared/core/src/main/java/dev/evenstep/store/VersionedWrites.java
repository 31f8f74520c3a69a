package dev.evenstep.store;

import dev.evenstep.effect.Write;
import org.jspecify.annotations.Nullable;

/** Writing one entity only if its version lets an event in. */
public interface VersionedWrites {

    /** The attributes that the store keeps beside those of a versioned write: the entity's version and its event's key. */
    String VERSION = "entityVersion";

    String EVENT = "lastEvent";

    /** One conditional write, and no other request. */
    Outcome write(VersionedWrite write);

    /**
     * @param write what the event does to the entity, without conditions of its own
     * @param event the event's key, kept beside the version
     * @param version the entity's version after the event
     */
    record VersionedWrite(Write write, IdempotencyKey event, int version, VersionRule rule) {

        /** @throws IllegalArgumentException for a delete, conditions, or a change of what the store keeps */
        public VersionedWrite {
            String wrong = switch (write) {
                case Write.Delete delete -> "deletes; a deleted item has no version: set that it is gone";
                case Write.Update update when changes(update, VERSION) -> "changes " + VERSION + " itself";
                case Write.Update update when changes(update, EVENT) -> "changes " + EVENT + " itself";
                case Write other
                when !other.conditions().isEmpty() ->
                    "has conditions; the version is the condition, and a transactional consumer takes more";
                default -> null;
            };
            if (wrong != null) {
                throw new IllegalArgumentException("The versioned write to " + write.key() + " " + wrong);
            }
        }

        private static boolean changes(Write.Update update, String attribute) {
            return update.set().containsKey(attribute)
                    || update.add().containsKey(attribute)
                    || update.append().containsKey(attribute)
                    || update.remove().contains(attribute);
        }
    }

    sealed interface Outcome {

        record Written() implements Outcome {}

        /**
         * @param storedVersion 0 where the entity is not there or has no version
         * @param storedEvent the key of the event that made that version; null where none is known
         */
        record Refused(int storedVersion, @Nullable String storedEvent) implements Outcome {}
    }
}
