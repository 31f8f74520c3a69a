package dev.evenstep.dynamodb.stream;

import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
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
record StreamRecord(
        long sequence,
        Instant created,
        String event,
        Item key,
        @Nullable Item before,
        @Nullable Item after,
        boolean expired) {

    static StreamRecord of(long sequence, Instant now, String view, Change change) {
        return new StreamRecord(
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
        return ItemSize.of(key) + size(before) + size(after);
    }

    private static long size(@Nullable Item item) {
        return item == null ? 0 : ItemSize.of(item);
    }
}
