package dev.evenstep.eventstore.projection;

import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.projection.Projection.Listing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where views lie: as records in spaces, one of which is a generation of a projection. Safe for concurrent use. */
public interface ViewStore {

    /** Those of them that there are; consistent. */
    Map<ViewKey, ViewRecord> read(Collection<ViewKey> keys);

    /**
     * Writes each of them whose revision is the next: 1 where there is none.
     *
     * @return the keys of those that were not written, because somebody else has written that revision or a later one; and of
     *     those that were, when the answer to that was lost
     */
    List<ViewKey> write(Collection<ViewRecord> records);

    /**
     * Records of a space, removed ones too, in an order that stays the same.
     *
     * @param limit how many at most
     * @param after the key of the last one that was read; null from the beginning
     */
    RecordPage page(String space, int limit, @Nullable String after);

    /**
     * Records of a list in its order; those of the same order in one that stays the same. Eventually consistent.
     *
     * @param ascending or descending
     * @param after the place of the last one that was read
     */
    RecordPage list(String space, String list, boolean ascending, int limit, @Nullable ListPlace after);

    void remove(Collection<ViewKey> keys);

    /** One in this JVM's memory, for tests. */
    static ViewStore inMemory() {
        return new InMemoryViews();
    }

    /** @param key within its space, 1 to 256 characters */
    record ViewKey(String space, String key) {

        public ViewKey {
            if (key.isEmpty() || key.length() > 256) {
                throw new IllegalArgumentException(
                        "A view's key has %d characters: 1 to 256 are allowed".formatted(key.length()));
            }
        }
    }

    /**
     * A view as it is kept.
     *
     * @param revision counts its writes, from 1
     * @param content JSON; null where the view was removed, which must be remembered as long as an older event may come
     * @param read in each shard, the last entry of the log that is in it
     */
    record ViewRecord(
            ViewKey key,
            long revision,
            @Nullable String content,
            LogPosition read,
            @Nullable Listing listing) {}

    record ListPlace(String order, String key) {}

    /** @param more whether there may be more behind these */
    record RecordPage(List<ViewRecord> records, boolean more) {

        public RecordPage {
            records = List.copyOf(records);
        }
    }
}
