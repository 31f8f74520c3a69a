package dev.evenstep.demo.schedules;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The world's records and tables as one consumer reaches them, with a mistake in how they are used. */
record FaultyRecords(InMemoryStore store, ShopWorld world, ShopMistake mistake, ShopBus bus) implements Store {

    private static final String RESERVATIONS = "reservations";

    @Override
    public Commits.CommitOutcome commit(Commit commit) {
        Commits.CommitOutcome outcome = world.call(() -> store.commit(mistaken(commit)));
        if (mistake == ShopMistake.ANSWERED_BESIDE_THE_WRITE && outcome instanceof Commits.Committed) {
            world.run(() -> commit.events().forEach(bus::deliver));
        }
        return outcome;
    }

    private Commit mistaken(Commit commit) {
        List<Write> writes = commit.writes();
        List<SerializedEvent> events = commit.events();
        switch (mistake) {
            case STOCK_WITHOUT_CONDITION ->
                writes = writes.stream()
                        .map(write -> isIn("stock", write) ? unconditional(write) : write)
                        .toList();
            case RELEASED_EACH_TIME ->
                writes = writes.stream()
                        .map(write -> write instanceof Write.Update(var key, var set, var a, var b, var c, var d)
                                        && set.containsValue("RELEASED")
                                ? unconditional(write)
                                : write)
                        .toList();
            case RELEASE_FORGOTTEN ->
                writes = writes.stream()
                        .filter(write -> !(write instanceof Write.Put(var key, var item, var conditions)
                                && isIn(RESERVATIONS, write)
                                && item.text("status").equals("RELEASED")))
                        .toList();
            case ANSWERED_OVER_A_CANCELLATION ->
                writes = writes.stream()
                        .map(write -> isIn("payments", write) ? unconditional(write) : write)
                        .toList();
            case ANSWERED_BESIDE_THE_WRITE -> events = List.of();
            default -> {
                return commit;
            }
        }
        return new Commit(
                commit.step(),
                commit.guard(),
                commit.unparking(),
                writes,
                events,
                commit.result(),
                commit.now(),
                commit.expiry());
    }

    private static boolean isIn(String table, Write write) {
        return write.key().table().equals(table);
    }

    private static Write unconditional(Write write) {
        return switch (write) {
            case Write.Update(var key, var set, var add, var append, var remove, var conditions) ->
                new Write.Update(key, set, add, append, remove, List.of());
            case Write.Put(var key, var item, var conditions) -> new Write.Put(key, item, List.of());
            case Write.Delete delete -> delete;
        };
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        Map<ItemKey, Item> found = world.call(() -> store.read(keys));
        if (mistake != ShopMistake.RELEASED_EACH_TIME) {
            return found;
        }
        Map<ItemKey, Item> mistaken = new LinkedHashMap<>();
        found.forEach((key, item) -> mistaken.put(key, item.has("lines") ? item.with("status", "RESERVED") : item));
        return mistaken;
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        return world.call(() -> store.claim(step, owner, now, until, expiry, takesOver));
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        return world.call(() -> Optional.ofNullable(store.keep(step, owner, answer, now, expiry)))
                .orElse(null);
    }

    @Override
    public void release(RecordAddress address, String owner) {
        world.run(() -> store.release(address, owner));
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return world.call(() -> store.record(address));
    }

    @Override
    public int lastVersion(String entity) {
        return world.call(() -> store.lastVersion(entity));
    }

    @Override
    public Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        return world.call(() -> store.park(event, known, most));
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return world.call(() -> store.parkedBehind(address));
    }

    @Override
    public void change(ParkedEvent event) {
        world.run(() -> store.change(event));
    }

    @Override
    public void remove(ParkedEvent event) {
        world.run(() -> store.remove(event));
    }

    @Override
    public int add(String record, Instant expiry) {
        return world.call(() -> store.add(record, expiry));
    }

    @Override
    public void forget(String record) {
        world.run(() -> store.forget(record));
    }
}
