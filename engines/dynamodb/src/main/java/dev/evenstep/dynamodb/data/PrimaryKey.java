package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.KeyBytes;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.Map;
import java.util.Objects;

/**
 * An item's primary key.
 *
 * @param attributes the key attributes only
 * @param bytes by which the item is found; in the order of a scan
 */
@SuppressWarnings("ArrayRecordComponent") // compared by the storage, never as a record
public record PrimaryKey(TableItem attributes, byte[] bytes) {

    /** The key of an item that has all key attributes, of the right types. */
    public static PrimaryKey of(KeySchema keys, TableItem item) {
        var partition = keys.partition().name();
        var sort = keys.sort();
        int size = sort == null ? 1 : 2;
        if (item.attributes().size() == size) {
            return new PrimaryKey(item, bytes(keys, item));
        }
        Map<String, Value> attributes = sort == null
                ? Map.of(partition, value(item, partition))
                : Map.of(partition, value(item, partition), sort.name(), value(item, sort.name()));
        return new PrimaryKey(new TableItem(attributes), bytes(keys, item));
    }

    static byte[] bytes(KeySchema keys, TableItem item) {
        var sort = keys.sort();
        return KeyBytes.of(value(item, keys.partition().name()), sort == null ? null : value(item, sort.name()));
    }

    private static Value value(TableItem item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }
}
