package dev.evenstep.internal.store;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.RecordAddress.OnItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a store within this JVM has written down; not safe for concurrent use by itself. */
final class InMemoryRecords {

    private final Map<String, IdempotencyRecord> records = new HashMap<>();
    private final Map<ItemKey, Item> items;

    InMemoryRecords(Map<ItemKey, Item> items) {
        this.items = items;
    }

    IdempotencyRecord get(RecordAddress address) {
        return address instanceof OnItem(var key, var item)
                ? of(items.get(item))
                : records.getOrDefault(address.text(), IdempotencyRecord.NONE);
    }

    private static IdempotencyRecord of(@Nullable Item item) {
        if (item == null) {
            return IdempotencyRecord.NONE;
        }
        return new IdempotencyRecord(
                item.has(OnItem.POSITION) ? Long.valueOf(item.whole(OnItem.POSITION)) : null,
                item.has(OnItem.EVENT) ? item.text(OnItem.EVENT) : null,
                item.has(OnItem.FINGERPRINT) ? item.text(OnItem.FINGERPRINT) : null,
                false,
                null,
                null,
                null,
                null,
                item.has(OnItem.PARKED) ? item.integer(OnItem.PARKED) : 0,
                null);
    }

    /** The entity's own item after a commit whose record it carries. */
    Map<ItemKey, Optional<Item>> itemAfter(
            Commit commit, IdempotencyRecord record, Map<ItemKey, Optional<Item>> results) {
        if (!(commit.step()
                instanceof Step.Ordered(OnItem(var key, var item), long number, var turn, var event, var print))) {
            return Map.of();
        }
        Optional<Item> written = results.containsKey(item) ? results.get(item) : Optional.ofNullable(items.get(item));
        Item after = written.orElse(new Item(item.attributes()))
                .with(OnItem.POSITION, number)
                .with(OnItem.EVENT, event.text())
                .with(OnItem.FINGERPRINT, print);
        int left = left(commit, record);
        Item counted = left == 0 ? without(after, OnItem.PARKED) : after.with(OnItem.PARKED, left);
        return Map.of(item, Optional.of(InMemoryWrites.fitting(item, counted)));
    }

    private static Item without(Item item, String attribute) {
        Map<String, Object> rest = new HashMap<>(item.attributes());
        rest.remove(attribute);
        return new Item(rest);
    }

    private static int left(Commit commit, IdempotencyRecord record) {
        return commit.unparking() == null ? record.parked() : commit.unparking().left();
    }

    void keep(Commit commit, IdempotencyRecord record) {
        Step step = commit.step();
        switch (step) {
            case Step.InAnyOrder any ->
                records.put(
                        step.address().text(),
                        new IdempotencyRecord(
                                null,
                                null,
                                any.fingerprint(),
                                true,
                                commit.result(),
                                null,
                                null,
                                commit.expiry(),
                                left(commit, record),
                                null));
            case Step.Ordered(OnItem onItem, long number, var turn, var event, var print) -> {}
            case Step.Ordered inOrder ->
                records.put(
                        step.address().text(),
                        new IdempotencyRecord(
                                inOrder.number(),
                                inOrder.event().text(),
                                inOrder.fingerprint(),
                                false,
                                commit.result(),
                                null,
                                null,
                                null,
                                left(commit, record),
                                null));
        }
    }

    void claim(Step step, IdempotencyRecord record, String owner, Instant until, Instant expiry) {
        IdempotencyRecord claimed = step instanceof Step.InAnyOrder
                ? new IdempotencyRecord(
                        null,
                        null,
                        step.fingerprint(),
                        false,
                        null,
                        null,
                        null,
                        expiry,
                        record.parked(),
                        record.answer())
                : record;
        records.put(step.address().text(), claimed.withLease(owner, until));
    }

    void keep(Step step, IdempotencyRecord record, StoredAnswer answer, Instant expiry) {
        IdempotencyRecord answered = record.withAnswer(answer);
        records.put(step.address().text(), step instanceof Step.InAnyOrder ? answered.withExpiry(expiry) : answered);
    }

    void release(RecordAddress address, String owner) {
        IdempotencyRecord record = get(address);
        if (owner.equals(record.owner())) {
            records.put(address.text(), record.withLease(null, null));
        }
    }

    void count(RecordAddress address, int parked) {
        if (address instanceof OnItem(var key, var item)) {
            Item before = items.getOrDefault(item, new Item(item.attributes()));
            items.put(item, before.with(OnItem.PARKED, parked));
            return;
        }
        records.put(address.text(), get(address).withParked(parked));
    }

    /** The record of one event outlasts a person's decision. */
    void neverForget(RecordAddress address) {
        if (address instanceof RecordAddress.OfEvent) {
            records.put(address.text(), get(address).withExpiry(null));
        }
    }
}
