package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What key attributes must be: there, of their type, not empty, and short (developer guide, "Quotas"). */
public final class KeyRules {

    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;
    private static final String NO_MATCH = "The provided key element does not match the schema";
    private static final String EMPTY = "The AttributeValue for a key attribute cannot contain an empty %s value.";

    private KeyRules() {}

    /** A key as a request names it: the key attributes and no others. */
    public static ItemKey key(KeySchema keys, Item key) {
        KeyAttribute sort = keys.sort();
        if (key.attributes().size() != (sort == null ? 1 : 2)
                || !isOfType(keys.partition(), key)
                || (sort != null && !isOfType(sort, key))) {
            throw Invalid.request(NO_MATCH);
        }
        return checked(keys, key);
    }

    /** The key of an item that is to be put. */
    public static ItemKey keyOf(KeySchema keys, Item item) {
        require(keys.partition(), item);
        KeyAttribute sort = keys.sort();
        if (sort != null) {
            require(sort, item);
        }
        return checked(keys, item);
    }

    private static void require(KeyAttribute attribute, Item item) {
        Value value = item.get(attribute.name());
        if (value == null) {
            throw Invalid.parameter("Missing the key %s in the item".formatted(attribute.name()));
        }
        if (!isOfType(attribute, item)) {
            throw Invalid.parameter("Type mismatch for key %s expected: %s actual: %s"
                    .formatted(attribute.name(), attribute.type(), Values.type(value)));
        }
    }

    private static ItemKey checked(KeySchema keys, Item item) {
        Value partition = Objects.requireNonNull(item.get(keys.partition().name()));
        requireContent(keys.partition(), partition);
        if (isLong(partition, LONGEST_PARTITION)) {
            throw Invalid.parameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        }
        KeyAttribute sort = keys.sort();
        if (sort != null) {
            Value value = Objects.requireNonNull(item.get(sort.name()));
            requireContent(sort, value);
            if (isLong(value, LONGEST_SORT)) {
                throw Invalid.parameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
            }
        }
        return ItemKey.of(keys, item);
    }

    /** Refuses a key with an empty value among these attributes. */
    public static void requireContent(Collection<KeyAttribute> attributes, Item key) {
        for (KeyAttribute attribute : attributes) {
            requireContent(attribute, Objects.requireNonNull(key.get(attribute.name())));
        }
    }

    private static void requireContent(KeyAttribute attribute, Value value) {
        String empty = empty(value);
        if (empty != null) {
            throw Invalid.request("One or more parameter values are not valid. %s Key: %s"
                    .formatted(EMPTY.formatted(empty), attribute.name()));
        }
    }

    /** Refuses an item that an index could not hold because a key attribute of it has another type or is empty. */
    public static void requireIndexable(TableDefinition table, Item item) {
        for (Index index : table.indexes()) {
            requireIndexable(index, index.keys().partition(), item);
            KeyAttribute sort = index.keys().sort();
            if (sort != null) {
                requireIndexable(index, sort, item);
            }
        }
    }

    private static void requireIndexable(Index index, KeyAttribute attribute, Item item) {
        Value value = item.get(attribute.name());
        if (value == null) {
            return;
        }
        if (!isOfType(attribute, item)) {
            throw Invalid.parameter("Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
                    .formatted(attribute.name(), attribute.type(), Values.type(value), index.name()));
        }
        String empty = empty(value);
        if (empty != null) {
            throw Invalid.request(("One or more parameter values are not valid. A value specified for a secondary"
                            + " index key is not supported. %s IndexName: %s, IndexKey: %s")
                    .formatted(EMPTY.formatted(empty), index.name(), attribute.name()));
        }
    }

    /** As {@link #requireIndexable(TableDefinition, Item)}, for what an update changed. */
    public static void requireIndexable(TableDefinition table, Item before, Item after) {
        for (Index index : table.indexes()) {
            requireIndexable(index.keys().partition(), before, after);
            KeyAttribute sort = index.keys().sort();
            if (sort != null) {
                requireIndexable(sort, before, after);
            }
        }
    }

    private static void requireIndexable(KeyAttribute attribute, Item before, Item after) {
        Value value = after.get(attribute.name());
        if (value == null || value.equals(before.get(attribute.name()))) {
            return;
        }
        if (!isOfType(attribute, after)) {
            throw Invalid.request(
                    "The update expression attempted to update the secondary index key to unsupported type");
        }
        String empty = empty(value);
        if (empty != null) {
            throw Invalid.request(("The update expression attempted to update the secondary index key to a value that"
                            + " is not supported. %s")
                    .formatted(EMPTY.formatted(empty)));
        }
    }

    /** Whether an index can hold an item: only one with all its key attributes, of their types and not empty. */
    static boolean isIn(KeySchema keys, Item item) {
        KeyAttribute sort = keys.sort();
        return isKey(keys.partition(), item) && (sort == null || isKey(sort, item));
    }

    private static boolean isKey(KeyAttribute attribute, Item item) {
        Value value = item.get(attribute.name());
        return value != null && isOfType(attribute, item) && empty(value) == null;
    }

    private static boolean isOfType(KeyAttribute attribute, Item item) {
        Value value = item.get(attribute.name());
        return value != null && Values.type(value).equals(attribute.type());
    }

    private static boolean isLong(Value value, int longest) {
        return !(value instanceof Value.N) && ItemSize.of(value) > longest;
    }

    /** What it is an empty one of; null where it has content. */
    private static @Nullable String empty(Value value) {
        return switch (value) {
            case Value.S(var text) when text.isEmpty() -> "string";
            case Value.B(var bytes) when bytes.size() == 0 -> "binary";
            default -> null;
        };
    }
}
