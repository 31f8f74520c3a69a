package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.KeyBytes;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an index holds of an item. */
public final class IndexEntry {

    private IndexEntry() {}

    /** What the index projects; null where the item is not in it, for want of a key attribute of the right type. */
    public static @Nullable TableItem of(TableDefinition table, Index index, @Nullable TableItem item) {
        if (item == null || !KeyRules.isIn(index.keys(), item)) {
            return null;
        }
        if (index.projection().equals("ALL")) {
            return item;
        }
        Map<String, Value> attributes = new LinkedHashMap<>();
        table.keys().attributes().forEach(key -> copy(key.name(), item, attributes));
        index.keys().attributes().forEach(key -> copy(key.name(), item, attributes));
        index.included().forEach(name -> copy(name, item, attributes));
        return new TableItem(Collections.unmodifiableMap(attributes));
    }

    /** Whether what the index projects includes an attribute. */
    public static boolean projects(TableDefinition table, Index index, String attribute) {
        return index.projection().equals("ALL")
                || table.keys().has(attribute)
                || index.keys().has(attribute)
                || index.included().contains(attribute);
    }

    /** By which an entry is found; one that has all key attributes. */
    static byte[] key(Index index, TableItem item, byte[] tableKey) {
        return KeyBytes.join(PrimaryKey.bytes(index.keys(), item), tableKey);
    }

    private static void copy(String name, TableItem from, Map<String, Value> to) {
        Value value = from.get(name);
        if (value != null) {
            to.put(name, value);
        }
    }
}
