package dev.evenstep.demo.schedules;

import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.projection.ViewStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The world's views as one process reaches them. */
record FaultyViews(ViewStore store, ShopWorld world, ShopMistake mistake) implements ViewStore {

    @Override
    public Map<ViewKey, ViewRecord> read(Collection<ViewKey> keys) {
        return world.call(() -> store.read(keys));
    }

    @Override
    public List<ViewKey> write(Collection<ViewRecord> records) {
        return world.call(() -> store.write(records.stream().map(this::kept).toList()));
    }

    private ViewRecord kept(ViewRecord view) {
        return mistake != ShopMistake.CHECKPOINT_OUTSIDE_THE_WRITE
                        || view.key().space().equals("projections")
                ? view
                : new ViewRecord(view.key(), view.revision(), view.content(), LogPosition.START, view.listing());
    }

    @Override
    public RecordPage page(String space, int limit, @Nullable String after) {
        return world.call(() -> store.page(space, limit, after));
    }

    @Override
    public RecordPage list(String space, String list, boolean ascending, int limit, @Nullable ListPlace after) {
        return world.call(() -> store.list(space, list, ascending, limit, after));
    }

    @Override
    public void remove(Collection<ViewKey> keys) {
        world.run(() -> store.remove(keys));
    }
}
