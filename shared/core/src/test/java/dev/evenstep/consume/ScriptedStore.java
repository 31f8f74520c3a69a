package dev.evenstep.consume;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.InMemoryStore;
import dev.evenstep.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store whose commits go as a test says: where faults are injected. */
record ScriptedStore(
        InMemoryStore store, Function<Commit, dev.evenstep.store.Commits.Outcome> commits, Runnable releasing)
        implements Store {

    ScriptedStore(InMemoryStore store, Function<Commit, dev.evenstep.store.Commits.Outcome> commits) {
        this(store, commits, () -> {});
    }

    @Override
    public dev.evenstep.store.Commits.Outcome commit(Commit commit) {
        return commits.apply(commit);
    }

    @Override
    public dev.evenstep.store.VersionedWrites.Outcome write(VersionedWrite write) {
        return store.write(write);
    }

    @Override
    public Claim claim(IdempotencyKey key, String owner, Instant now, Instant until, Instant expiry) {
        return store.claim(key, owner, now, until, expiry);
    }

    @Override
    public void release(IdempotencyKey key, String owner) {
        releasing.run();
        store.release(key, owner);
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return store.read(keys);
    }

    @Override
    public @Nullable AlreadyCompleted handled(IdempotencyKey key, Instant now) {
        return store.handled(key, now);
    }

    @Override
    public int lastVersion(String entity) {
        return store.lastVersion(entity);
    }
}
