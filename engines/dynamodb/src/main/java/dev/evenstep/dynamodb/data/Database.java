package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemCodec;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.engine.storage.Storage;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The items of all tables. Reads need no lock; what changes something is called within {@link #write}. */
public final class Database {

    private final Storage storage;
    private final ChangeLog changes;
    private final ConcurrentMap<String, Entries> byName = new ConcurrentHashMap<>();

    public Database(Storage storage, ChangeLog changes) {
        this.storage = storage;
        this.changes = changes;
    }

    /** Does work alone among all writers: what is read within it stays so until it ends. */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return storage.write(work);
    }

    /** Does work that reads: what {@link #read} gives within it is good until it ends. */
    public <T extends @Nullable Object> T reading(Supplier<T> work) {
        return storage.read(work);
    }

    public @Nullable Item get(TableDefinition table, ItemKey key) {
        return entries(table, null).get(key.bytes());
    }

    /**
     * Items in order, as they are at this moment. Within {@link #reading} or {@link #write}.
     *
     * @param index null: of the table itself
     * @param after the key that an earlier reading ended with, of the table or the index; null: from the start
     */
    public Iterator<Map.Entry<byte[], Item>> read(
            TableDefinition table, @Nullable Index index, KeyRange range, boolean forward, byte @Nullable [] after) {
        var entries = entries(table, index);
        return forward ? entries.ascending(range, after) : entries.descending(range, after);
    }

    /** The key under which an index holds an item, for {@link #read}. */
    public byte[] key(TableDefinition table, @Nullable Index index, Item item) {
        byte[] key = ItemKey.bytes(table.keys(), item);
        return index == null ? key : IndexEntry.key(index, item, key);
    }

    /**
     * Puts, replaces or removes one item, with its index entries, and tells the change log. Every write goes through
     * here. Within {@link #write}, after all validation.
     *
     * @param before what {@link #get} gave within this write
     * @param after null: removed
     */
    public Change apply(
            TableDefinition table, ItemKey key, @Nullable Item before, @Nullable Item after, Change.Cause cause) {
        var change = new Change(key.attributes(), before, after, cause);
        if (change.isNone()) {
            return change;
        }
        replace(entries(table, null), before == null ? null : key.bytes(), key.bytes(), after);
        for (Index index : table.indexes()) {
            applyTo(table, index, key.bytes(), before, after);
        }
        changes.append(table, change);
        return change;
    }

    private void applyTo(
            TableDefinition table, Index index, byte[] tableKey, @Nullable Item before, @Nullable Item after) {
        var was = IndexEntry.of(table, index, before);
        var is = IndexEntry.of(table, index, after);
        if (was != null || is != null) {
            byte[] wasAt = was == null ? null : IndexEntry.key(index, was, tableKey);
            byte[] isAt = is == null ? new byte[0] : IndexEntry.key(index, is, tableKey);
            if (is == null || !is.equals(was)) {
                replace(entries(table, index), wasAt, isAt, is);
            }
        }
    }

    private static void replace(Entries entries, byte @Nullable [] wasAt, byte[] isAt, @Nullable Item item) {
        if (wasAt != null && (item == null || !Arrays.equals(wasAt, isAt))) {
            entries.remove(wasAt);
        }
        if (item != null) {
            entries.put(isAt, item);
        }
    }

    /**
     * How many items a table or an index has.
     *
     * @param index null: the table itself
     */
    public long count(TableDefinition table, @Nullable Index index) {
        return entries(table, index).count();
    }

    /** How many bytes a table's or an index's items take, by DynamoDB's rules. */
    public long size(TableDefinition table, @Nullable Index index) {
        return entries(table, index).size();
    }

    /** Removes all items and index entries. Within {@link #write}. */
    public void drop(TableDefinition table) {
        table.indexes().forEach(index -> drop(table, index));
        drop(name(table, null));
    }

    /** Fills an index that was added. Within {@link #write}. */
    public void build(TableDefinition table, Index index) {
        var all = read(table, null, KeyRange.all(), true, null);
        while (all.hasNext()) {
            var entry = all.next();
            applyTo(table, index, entry.getKey(), null, entry.getValue());
        }
    }

    /** Removes the entries of an index that was removed. Within {@link #write}. */
    public void drop(TableDefinition table, Index index) {
        drop(name(table, index));
    }

    private void drop(String name) {
        byName.remove(name);
        storage.drop(name);
    }

    private Entries entries(TableDefinition table, @Nullable Index index) {
        var name = name(table, index);
        var known = byName.get(name);
        return known != null
                ? known
                : byName.computeIfAbsent(name, missing -> new Entries(storage.map(missing, new ItemCodec())));
    }

    private static String name(TableDefinition table, @Nullable Index index) {
        return index == null ? "items/" + table.id() : "items/" + table.id() + "/" + index.name();
    }
}
