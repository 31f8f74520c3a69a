package dev.evenstep.internal.consume;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that does what a test says before and after its calls: what throws before is a crash, after it a lost reply. */
final class ScriptedStore implements Store {

    enum Call {
        COMMIT,
        RECORD,
        LAST_VERSION,
        CLAIM,
        KEEP,
        RELEASE,
        READ,
        PARK,
        PARKED_BEHIND,
        CHANGE,
        REMOVE
    }

    private final Store store;
    private final Map<Call, Runnable> before = new EnumMap<>(Call.class);
    private final Map<Call, Runnable> after = new EnumMap<>(Call.class);
    private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
    private final Function<Commit, Commits.CommitOutcome> commits;
    private int page = Integer.MAX_VALUE;

    ScriptedStore(Store store) {
        this.store = store;
        this.commits = store::commit;
    }

    /** Commits go as the function says. */
    ScriptedStore(InMemoryStore store, Function<Commit, Commits.CommitOutcome> commits) {
        this.store = store;
        this.commits = commits;
    }

    ScriptedStore before(Call call, Runnable script) {
        before.put(call, script);
        return this;
    }

    ScriptedStore after(Call call, Runnable script) {
        after.put(call, script);
        return this;
    }

    /** No more than so many parked events are seen at once, as where they are large. */
    ScriptedStore seeing(int most) {
        page = most;
        return this;
    }

    int count(Call call) {
        return counts.getOrDefault(call, 0);
    }

    int requests() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Throws at a number of times, from 1; every other time nothing. */
    static Runnable crashAt(int time) {
        int[] times = {0};
        return () -> {
            times[0]++;
            if (times[0] == time) {
                throw new Crash();
            }
        };
    }

    static Runnable always() {
        return () -> {
            throw new Crash();
        };
    }

    /** Whoever called hears nothing more. */
    static final class Crash extends RuntimeException {

        Crash() {
            super("crashed");
        }
    }

    private <T> T scripted(Call call, Supplier<T> work) {
        counts.merge(call, 1, Integer::sum);
        before.getOrDefault(call, () -> {}).run();
        T result = work.get();
        after.getOrDefault(call, () -> {}).run();
        return result;
    }

    private void scriptedRun(Call call, Runnable work) {
        boolean unused = scripted(call, () -> {
            work.run();
            return true;
        });
    }

    @Override
    public Commits.CommitOutcome commit(Commit commit) {
        return scripted(Call.COMMIT, () -> commits.apply(commit));
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        return scripted(Call.CLAIM, () -> store.claim(step, owner, now, until, expiry, takesOver));
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        Optional<Refusal> refusal =
                scripted(Call.KEEP, () -> Optional.ofNullable(store.keep(step, owner, answer, now, expiry)));
        return refusal.orElse(null);
    }

    @Override
    public void release(RecordAddress address, String owner) {
        scriptedRun(Call.RELEASE, () -> store.release(address, owner));
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return scripted(Call.READ, () -> store.read(keys));
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return scripted(Call.RECORD, () -> store.record(address));
    }

    @Override
    public int lastVersion(String entity) {
        return scripted(Call.LAST_VERSION, () -> store.lastVersion(entity));
    }

    @Override
    public Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        return scripted(Call.PARK, () -> store.park(event, known, most));
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return scripted(
                Call.PARKED_BEHIND,
                () -> store.parkedBehind(address).stream().limit(page).toList());
    }

    @Override
    public void change(ParkedEvent event) {
        scriptedRun(Call.CHANGE, () -> store.change(event));
    }

    @Override
    public void remove(ParkedEvent event) {
        scriptedRun(Call.REMOVE, () -> store.remove(event));
    }

    @Override
    public int add(String record, Instant expiry) {
        return store.add(record, expiry);
    }

    @Override
    public void forget(String record) {
        store.forget(record);
    }
}
