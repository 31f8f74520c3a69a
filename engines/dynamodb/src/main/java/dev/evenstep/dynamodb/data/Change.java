package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item. Never both absent.
 *
 * @param key the key attributes only
 * @param before null: there was none
 * @param after null: there is none
 */
public record Change(
        Item key, @Nullable Item before, @Nullable Item after, Cause cause) {

    public enum Cause {
        /** An operation of a caller. */
        CALL,
        /** The item's time to live was over. */
        EXPIRY
    }

    /** Whether nothing changed; a stream tells nothing of it then. */
    public boolean isNone() {
        return before != null && before.equals(after);
    }
}
