package dev.evenstep.benchmarks.library;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that keeps nothing: every call takes the same time, and every commit succeeds. */
final class TimedStore implements Store {

    private final Duration latency;

    TimedStore(Duration latency) {
        this.latency = latency;
    }

    private <T> T after(T answer) {
        if (latency.isZero()) {
            return answer;
        }
        try {
            Thread.sleep(latency);
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The batch was over", interrupted);
        }
    }

    @Override
    public Commits.CommitOutcome commit(Commit commit) {
        return after(new Committed());
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return after(IdempotencyRecord.NONE);
    }

    @Override
    public int lastVersion(String entity) {
        return after(0);
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        return after(new Claimed());
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        boolean unused = after(true);
        return null;
    }

    @Override
    public void release(RecordAddress address, String owner) {
        boolean unused = after(true);
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return after(Map.of());
    }

    @Override
    public Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        return after(new Parking.ParkingOutcome.Added(known == 0));
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return after(List.of());
    }

    @Override
    public void change(ParkedEvent event) {
        boolean unused = after(true);
    }

    @Override
    public void remove(ParkedEvent event) {
        boolean unused = after(true);
    }

    @Override
    public int add(String record, Instant expiry) {
        return after(1);
    }

    @Override
    public void forget(String record) {
        boolean unused = after(true);
    }
}
