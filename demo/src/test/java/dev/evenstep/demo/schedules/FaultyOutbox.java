package dev.evenstep.demo.schedules;

import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The world's outbox as a relay reaches it. */
record FaultyOutbox(InMemoryStore store, ShopWorld world) implements OutboxLog, UnpublishedRows {

    @Override
    public List<OutboxRow> unpublished(String entity, int first, int last) {
        return world.call(() -> store.log().unpublished(entity, first, last));
    }

    @Override
    public List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most) {
        return world.call(() -> store.unpublished().oldest(bucket, after, most));
    }

    @Override
    public void markPublished(Collection<OutboxRow> rows, Instant now) {
        world.run(() -> store.log().markPublished(rows, now));
    }
}
