package dev.evenstep.schedules;

import dev.evenstep.store.OutboxLog;
import dev.evenstep.store.OutboxRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The world's outbox as a relay reaches it. */
record FaultyLog(World world) implements OutboxLog {

    @Override
    public List<OutboxRow> unpublished(String entity, int first, int last) {
        world.beforeCall();
        List<OutboxRow> rows = world.store().log().unpublished(entity, first, last);
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
