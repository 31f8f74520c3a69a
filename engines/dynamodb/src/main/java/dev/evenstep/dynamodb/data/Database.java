package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.ItemCodec;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The items of all tables. Reads need no lock; what changes something is called within {@link #write}. */
public final class Database {

    /** Items, and bytes, up to which a size is told exactly; of more, by their mean. AWS counts every six hours only. */
    private static final int SAMPLE = 1000;

    private static final long SAMPLE_BYTES = 1024 * 1024;

    /** Items of which an index is filled in one write, so that others get their turn between. */
    private static final int AT_ONCE = 1000;

    private final Storage storage;
    private final List<BiConsumer<TableDefinition, Change>> followers = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, OrderedMap<TableItem>> byName = new ConcurrentHashMap<>();

    public Database(Storage storage) {
        this.storage = storage;
    }

    /** Has all changes told, within the write of each, in order, with and without a stream; not {@link Change#isNone}. */
    public void follow(BiConsumer<TableDefinition, Change> follower) {
        followers.add(follower);
    }

    /** Does work alone among all writers: what is read within it stays so until it ends. */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return storage.write(work);
    }

    /** Does work that reads: what {@link #read} gives within it is good until it ends. */
    public <T extends @Nullable Object> T reading(Supplier<T> work) {
        return storage.read(work);
    }

    /** Reads several items as they are together at one moment. The work may be done more than once. */
    public <T extends @Nullable Object> T readTogether(Supplier<T> work) {
        return storage.readTogether(work);
    }

    public @Nullable TableItem get(TableDefinition table, PrimaryKey key) {
        return entries(table, null).get(key.bytes());
    }

    /**
     * Items in order, as they are at this moment. Within {@link #reading} or {@link #write}.
     *
     * @param index null: of the table itself
     * @param after the key that an earlier reading ended with, of the table or the index; null: from the start
     */
    public Iterator<Map.Entry<byte[], TableItem>> read(
            TableDefinition table, @Nullable Index index, KeyRange range, boolean forward, byte @Nullable [] after) {
        var entries = entries(table, index);
        var all = forward
                ? entries.ascending(after == null ? range.from() : after)
                : entries.descending(after == null ? range.to() : after);
        return new Reading<>(all, range, after);
    }

    /** The key under which an index holds an item, for {@link #read}. */
    public byte[] key(TableDefinition table, @Nullable Index index, TableItem item) {
        byte[] key = PrimaryKey.bytes(table.keys(), item);
        return index == null ? key : IndexEntry.key(index, item, key);
    }

    /**
     * Puts, replaces or removes one item, with its index entries, and tells who follows. Every write goes through
     * here. Within {@link #write}, after all validation.
     *
     * @param before what {@link #get} gave within this write
     * @param after null: removed
     */
    public Change apply(
            TableDefinition table,
            PrimaryKey key,
            @Nullable TableItem before,
            @Nullable TableItem after,
            Change.Cause cause) {
        var change = new Change(key.attributes(), before, after, cause);
        if (change.isNone()) {
            return change;
        }
        replace(entries(table, null), before == null ? null : key.bytes(), key.bytes(), after);
        for (Index index : table.indexes()) {
            applyTo(table, index, key.bytes(), before, after);
        }
        followers.forEach(follower -> follower.accept(table, change));
        return change;
    }

    private void applyTo(
            TableDefinition table,
            Index index,
            byte[] tableKey,
            @Nullable TableItem before,
            @Nullable TableItem after) {
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

    private static void replace(
            OrderedMap<TableItem> entries, byte @Nullable [] wasAt, byte[] isAt, @Nullable TableItem item) {
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
        return entries(table, index).size();
    }

    /** About how many bytes a table's or an index's items take, by DynamoDB's rules. */
    public long size(TableDefinition table, @Nullable Index index) {
        return storage.read(() -> {
            var all = entries(table, index).ascending(null);
            long bytes = 0;
            int items = 0;
            while (items < SAMPLE && bytes < SAMPLE_BYTES && all.hasNext()) {
                bytes += BilledSize.of(all.next().getValue());
                items++;
            }
            return all.hasNext() ? bytes * count(table, index) / items : bytes;
        });
    }

    /** Opens what holds a table, for a file's room is given to others of what is open only. */
    public void open(TableDefinition table) {
        entries(table, null);
        table.indexes().forEach(index -> entries(table, index));
    }

    /** Removes all items and index entries. Within {@link #write}. */
    public void drop(TableDefinition table) {
        table.indexes().forEach(index -> drop(table, index));
        drop(name(table, null));
    }

    /**
     * Fills an index that was added with some of the table's items. Within {@link #write}.
     *
     * @param after where an earlier call ended; null: from the beginning
     * @return where this one ended; null where the index is full
     */
    public byte @Nullable [] build(TableDefinition table, Index index, byte @Nullable [] after) {
        var items = read(table, null, KeyRange.all(), true, after);
        byte[] last = after;
        for (int done = 0; done < AT_ONCE && items.hasNext(); done++) {
            var entry = items.next();
            last = entry.getKey();
            applyTo(table, index, last, null, entry.getValue());
        }
        return items.hasNext() ? last : null;
    }

    /** Removes the entries of an index that was removed. Within {@link #write}. */
    public void drop(TableDefinition table, Index index) {
        drop(name(table, index));
    }

    private void drop(String name) {
        byName.remove(name);
        storage.drop(name);
    }

    private OrderedMap<TableItem> entries(TableDefinition table, @Nullable Index index) {
        var name = name(table, index);
        var known = byName.get(name);
        return known != null ? known : byName.computeIfAbsent(name, missing -> storage.map(missing, new ItemCodec()));
    }

    private static String name(TableDefinition table, @Nullable Index index) {
        return index == null ? "items/" + table.id() : "items/" + table.id() + "/" + index.name();
    }
}
