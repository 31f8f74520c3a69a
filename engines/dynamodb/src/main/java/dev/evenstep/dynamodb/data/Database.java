package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.engine.storage.Storage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The items of all tables. Reads need no lock; what changes something is called within {@link #write}. */
public final class Database {

    private final Storage storage;
    private final ChangeLog changes;

    public Database(Storage storage, ChangeLog changes) {
        this.storage = storage;
        this.changes = changes;
    }

    /** Does work alone among all writers: what is read within it stays so until it ends. */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return storage.write(work);
    }

    public @Nullable Item get(TableDefinition table, ItemKey key) {
        return null;
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
        if (!change.isNone()) {
            changes.append(table, change);
        }
        return change;
    }

    /** How many items a table has. */
    public long count(TableDefinition table) {
        return 0;
    }

    /** How many bytes a table's items take, by DynamoDB's rules. */
    public long size(TableDefinition table) {
        return 0;
    }

    public long count(TableDefinition table, Index index) {
        return 0;
    }

    public long size(TableDefinition table, Index index) {
        return 0;
    }

    /** Removes all items and index entries. Within {@link #write}. */
    public void drop(TableDefinition table) {}

    /** Fills an index that was added. Within {@link #write}. */
    public void build(TableDefinition table, Index index) {}

    /** Removes the entries of an index that was removed. Within {@link #write}. */
    public void drop(TableDefinition table, Index index) {}
}
