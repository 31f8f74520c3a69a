package dev.evenstep.store;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Envelope;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import dev.evenstep.store.Commits.Outcome.Committed;
import dev.evenstep.store.Commits.Outcome.HeldByAnother;
import dev.evenstep.store.Commits.Outcome.LeaseLost;
import dev.evenstep.store.Commits.Outcome.WriteRefused;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Map<String, Mark> marks = new HashMap<>();
    private final List<Envelope> outbox = new ArrayList<>();

    /** Puts an item there, whatever was before; it has its key's attributes, as every stored item. */
    public synchronized void put(ItemKey key, Item item) {
        keep(InMemoryWrites.results(items, List.of(Write.put(key, item)), 0));
    }

    public synchronized Optional<Item> get(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    /** What was committed for publishing, in order. */
    public synchronized List<Envelope> outbox() {
        return List.copyOf(outbox);
    }

    @Override
    public synchronized VersionedWrites.Outcome write(VersionedWrite write) {
        Item stored = items.get(write.write().key());
        int version = stored == null || !stored.has(VERSION) ? 0 : stored.integer(VERSION);
        if (!write.rule().admits(version, write.version())) {
            String event = stored == null || !stored.has(EVENT) ? null : stored.text(EVENT);
            return new VersionedWrites.Outcome.Refused(version, event);
        }
        ItemKey key = write.write().key();
        Item changed = InMemoryWrites.result(stored, write.write());
        Item written = (changed == null ? new Item(key.attributes()) : changed)
                .with(VERSION, write.version())
                .with(EVENT, write.event().text());
        items.put(key, InMemoryWrites.fitting(key, written));
        return new VersionedWrites.Outcome.Written();
    }

    @Override
    public synchronized Commits.Outcome commit(Commit commit) {
        Mark mark = marks.get(commit.key().text());
        Commits.Outcome refused = switch (commit.guard()) {
            case Guard.FirstTime first -> refusedFirstTime(mark, commit.now());
            case Guard.HeldBy(String owner) -> refusedHolder(mark, owner);
        };
        if (refused != null) {
            return refused;
        }
        for (Write write : commit.writes()) {
            if (!InMemoryWrites.holds(items.get(write.key()), write.conditions())) {
                return new WriteRefused(write.key());
            }
        }
        keep(InMemoryWrites.results(items, commit.writes(), InMemoryWrites.sizeBesideWrites(commit)));
        commit.events().forEach(event -> outbox.add(event.envelope()));
        marks.put(commit.key().text(), new Mark(null, commit.now(), commit.expiry(), commit.result()));
        return new Committed();
    }

    @Override
    public synchronized @Nullable AlreadyCompleted handled(IdempotencyKey key, Instant now) {
        return refusedFirstTime(marks.get(key.text()), now) instanceof AlreadyCompleted completed ? completed : null;
    }

    @Override
    public synchronized Claim claim(IdempotencyKey key, String owner, Instant now, Instant until, Instant expiry) {
        return switch (refusedFirstTime(marks.get(key.text()), now)) {
            case AlreadyCompleted(String result) -> new Claim.AlreadyCompleted(result);
            case HeldByAnother(Instant other) -> new Claim.HeldByAnother(other);
            case null, default -> {
                marks.put(key.text(), new Mark(owner, until, expiry, null));
                yield new Claim.Claimed();
            }
        };
    }

    @Override
    public synchronized void release(IdempotencyKey key, String owner) {
        Mark mark = marks.get(key.text());
        if (mark != null && owner.equals(mark.owner())) {
            marks.remove(key.text());
        }
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

    private static Commits.@Nullable Outcome refusedFirstTime(@Nullable Mark mark, Instant now) {
        if (mark == null || mark.expiry().isBefore(now)) {
            return null;
        }
        if (mark.owner() == null) {
            return new AlreadyCompleted(mark.result());
        }
        return mark.until().isBefore(now) ? null : new HeldByAnother(mark.until());
    }

    private static Commits.@Nullable Outcome refusedHolder(@Nullable Mark mark, String owner) {
        if (mark == null) {
            return new LeaseLost();
        }
        if (mark.owner() == null) {
            return new AlreadyCompleted(mark.result());
        }
        return mark.owner().equals(owner) ? null : new HeldByAnother(mark.until());
    }

    private void keep(Map<ItemKey, Optional<Item>> results) {
        results.forEach(
                (key, item) -> item.ifPresentOrElse(present -> items.put(key, present), () -> items.remove(key)));
    }

    /** @param owner null when the event is handled */
    private record Mark(
            @Nullable String owner,
            Instant until,
            Instant expiry,
            @Nullable String result) {}
}
