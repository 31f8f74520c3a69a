package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.TableItem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an item, as far as its stream tells it.
 *
 * @param event {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param before null where there was none, or where the stream does not tell
 * @param after null where there is none, or where the stream does not tell
 * @param expired whether the item's time to live was over
 */
record ChangeRecord(
        long sequence,
        Instant created,
        String event,
        TableItem key,
        @Nullable TableItem before,
        @Nullable TableItem after,
        boolean expired) {

    static ChangeRecord of(long sequence, Instant now, String view, Change change) {
        return new ChangeRecord(
                sequence,
                now,
                change.before() == null ? "INSERT" : change.after() == null ? "REMOVE" : "MODIFY",
                change.key(),
                view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES") ? change.before() : null,
                view.equals("NEW_IMAGE") || view.equals("NEW_AND_OLD_IMAGES") ? change.after() : null,
                change.cause() == Change.Cause.EXPIRY);
    }

    /** In bytes: the key and what is told of the item. */
    long size() {
        return BilledSize.of(key) + size(before) + size(after);
    }

    private static long size(@Nullable TableItem item) {
        return item == null ? 0 : BilledSize.of(item);
    }
}
