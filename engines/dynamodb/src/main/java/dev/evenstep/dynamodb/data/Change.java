package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.value.TableItem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item. Both absent where one was deleted that was not there.
 *
 * @param key the key attributes only
 * @param before null: there was none
 * @param after null: there is none
 */
public record Change(
        TableItem key, @Nullable TableItem before, @Nullable TableItem after, Cause cause) {

    public enum Cause {
        /** An operation of a caller. */
        CALL,
        /** The item's time to live was over. */
        EXPIRY
    }

    /** Whether nothing changed; a stream tells nothing of it then. */
    public boolean isNone() {
        return Objects.equals(before, after);
    }
}
