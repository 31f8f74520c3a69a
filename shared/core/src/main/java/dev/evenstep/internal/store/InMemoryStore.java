package dev.evenstep.internal.store;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store within this JVM, for tests: it keeps to the same contract as the one on DynamoDB. Safe for concurrent use. */
public final class InMemoryStore implements Store {

    private final Map<ItemKey, Item> items = new HashMap<>();
    private final InMemoryRecords records = new InMemoryRecords(items);
    private final InMemoryParking parking = new InMemoryParking(records);
    private final InMemoryAttempts attempts = new InMemoryAttempts();
    private final InMemoryOutbox outbox = new InMemoryOutbox();

    /** Puts an item there, whatever was before; it has its key's attributes, as every stored item. */
    public synchronized void put(ItemKey key, Item item) {
        keep(InMemoryWrites.results(items, List.of(Write.put(key, item)), 0));
    }

    public synchronized Optional<Item> get(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    /** What was committed for publishing, in order. */
    public List<Envelope> outbox() {
        return outbox.committed();
    }

    /** The same as a log per entity, for whoever publishes it. */
    public OutboxLog log() {
        return outbox;
    }

    /** What of it is not published. */
    public UnpublishedRows unpublished() {
        return outbox;
    }

    @Override
    public synchronized Commits.CommitOutcome commit(Commit commit) {
        IdempotencyRecord record = records.get(commit.step().address());
        Refusal refusal = record.refusal(commit.step(), commit.guard(), commit.unparking(), commit.now());
        if (refusal != null) {
            return refusal;
        }
        for (Write write : commit.writes()) {
            if (!InMemoryWrites.holds(items.get(write.key()), write.conditions())) {
                return new WriteRefused(write.key());
            }
        }
        VersionTaken taken = outbox.taken(commit.events());
        if (taken != null) {
            return taken;
        }
        Map<ItemKey, Optional<Item>> results =
                InMemoryWrites.results(items, commit.writes(), InMemoryWrites.sizeBesideWrites(commit));
        results.putAll(records.itemAfter(commit, record, results));
        keep(results);
        outbox.append(commit.events(), commit.now());
        records.keep(commit, record);
        parking.done(commit);
        return new Committed();
    }

    @Override
    public synchronized IdempotencyRecord record(RecordAddress address) {
        return records.get(address);
    }

    @Override
    public int lastVersion(String entity) {
        return outbox.lastVersion(entity);
    }

    @Override
    public synchronized Claim claim(
            Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        IdempotencyRecord record = records.get(step.address());
        Refusal refusal = record.refusalOfClaim(step, now, takesOver);
        if (refusal != null) {
            return refusal;
        }
        records.claim(step, record, owner, until, expiry);
        return new Claimed(record.answer());
    }

    @Override
    public synchronized @Nullable Refusal keep(
            Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        IdempotencyRecord record = records.get(step.address());
        Refusal refusal = record.refusal(
                step, new Commits.Guard.HeldBy(owner), new Commits.Unparking(record.parked(), null), now);
        if (refusal == null) {
            records.keep(step, record, answer, expiry);
        }
        return refusal;
    }

    @Override
    public synchronized void release(RecordAddress address, String owner) {
        records.release(address, owner);
    }

    @Override
    public synchronized Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        Map<ItemKey, Item> found = new LinkedHashMap<>();
        for (ItemKey key : Reads.distinct(keys)) {
            Item item = items.get(key);
            if (item != null) {
                found.put(key, item);
            }
        }
        return found;
    }

    @Override
    public synchronized Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        return parking.park(event, known, most);
    }

    @Override
    public synchronized List<ParkedEvent> parkedBehind(RecordAddress address) {
        return parking.behind(address);
    }

    @Override
    public synchronized void change(ParkedEvent event) {
        parking.change(event);
    }

    @Override
    public synchronized void remove(ParkedEvent event) {
        parking.remove(event);
    }

    @Override
    public synchronized int add(String record, Instant expiry) {
        return attempts.add(record, expiry);
    }

    @Override
    public synchronized void forget(String record) {
        attempts.forget(record);
    }

    private void keep(Map<ItemKey, Optional<Item>> results) {
        results.forEach(
                (key, item) -> item.ifPresentOrElse(present -> items.put(key, present), () -> items.remove(key)));
    }
}
