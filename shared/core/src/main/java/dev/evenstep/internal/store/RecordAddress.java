package dev.evenstep.internal.store;

import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where it is written down what a consumer has handled: in a record of the event, at a position in its stream, or on the
 * entity's own item.
 */
public sealed interface RecordAddress {

    /** What tells it from every other record, and what is parked behind it is found by. */
    String text();

    /** An idempotency record of one event: what the event did is known until the record expires. */
    record OfEvent(IdempotencyKey event) implements RecordAddress {

        @Override
        public String text() {
            return event.text();
        }
    }

    /** The position of one consumer in one stream; it never expires and does not grow. */
    record OfStream(PositionKey key) implements RecordAddress {

        @Override
        public String text() {
            return key.text();
        }
    }

    /**
     * The entity's own item, which carries the position of the consumer that keeps it, in the attributes {@value
     * #POSITION}, {@value #EVENT}, {@value #FINGERPRINT} and {@value #PARKED}.
     */
    record OnItem(PositionKey key, ItemKey item) implements RecordAddress {

        public static final String POSITION = "entityVersion";
        public static final String EVENT = "lastEvent";
        public static final String FINGERPRINT = "lastFingerprint";
        public static final String PARKED = "parkedEvents";

        private static final Set<String> KEPT = Set.of(POSITION, EVENT, FINGERPRINT, PARKED);

        /** @throws IllegalArgumentException for another item, a delete, conditions, or a change of what is kept there */
        void requireFitting(Write write) {
            String wrong = switch (write) {
                case Write other when !other.key().equals(item) -> "is not to the entity's item " + item;
                case Write.Delete delete -> "deletes; a deleted item has no version: set that it is gone";
                case Write other
                when !other.conditions().isEmpty() ->
                    "has conditions; the version is the condition, and a transactional consumer takes more";
                case Write.Update update -> changed(update);
                case Write.Put put ->
                    KEPT.stream().anyMatch(put.item()::has) ? "puts one of " + KEPT + " itself" : null;
            };
            if (wrong != null) {
                throw new IllegalArgumentException("The versioned write to " + write.key() + " " + wrong);
            }
        }

        private static @Nullable String changed(Write.Update update) {
            boolean changes = KEPT.stream()
                    .anyMatch(attribute -> update.set().containsKey(attribute)
                            || update.add().containsKey(attribute)
                            || update.append().containsKey(attribute)
                            || update.remove().contains(attribute));
            return changes ? "changes one of " + KEPT + " itself" : null;
        }

        @Override
        public String text() {
            return key.text();
        }
    }
}
