package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.SnapshotStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Snapshots by stream and name. */
final class InMemorySnapshots implements SnapshotStore {

    private record Key(String stream, String name) {}

    private final Map<Key, StateSnapshot> kept = new ConcurrentHashMap<>();

    @Override
    public @Nullable StateSnapshot find(String stream, String name) {
        return kept.get(new Key(stream, name));
    }

    @Override
    public void keep(String stream, StateSnapshot snapshot) {
        kept.put(new Key(stream, snapshot.name()), snapshot);
    }
}
