package dev.evenstep.schedules;

import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The world's outbox as a relay reaches it. */
record FaultyLog(World world) implements OutboxLog, UnpublishedRows {

    @Override
    public List<OutboxRow> unpublished(String entity, int first, int last) {
        world.beforeCall();
        List<OutboxRow> rows = world.store().log().unpublished(entity, first, last);
        world.afterCall();
        return rows;
    }

    @Override
    public List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most) {
        world.beforeCall();
        List<UnpublishedRow> rows = world.store().unpublished().oldest(bucket, after, most);
        world.afterCall();
        return rows;
    }

    @Override
    public void markPublished(Collection<OutboxRow> rows, Instant now) {
        world.beforeCall();
        world.store().log().markPublished(rows, now);
        world.afterCall();
    }
}
