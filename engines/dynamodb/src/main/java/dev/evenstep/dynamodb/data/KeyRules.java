package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.protocol.AwsException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What key attributes must be: there, of their type, not empty, and short (developer guide, "Quotas"). */
public final class KeyRules {

    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;
    private static final String EMPTY = "The AttributeValue for a key attribute cannot contain an empty %s value.";

    private KeyRules() {}

    /** A key as a request names it: the key attributes and no others. */
    public static PrimaryKey key(KeySchema keys, TableItem key) {
        if (key.attributes().size() != keys.attributes().size()
                || !keys.attributes().stream().allMatch(attribute -> isOfType(attribute, key.get(attribute.name())))) {
            throw Invalid.request("The provided key element does not match the schema");
        }
        return checked(keys, key);
    }

    /** The key of an item that is to be put. */
    public static PrimaryKey keyOf(KeySchema keys, TableItem item) {
        for (KeyAttribute attribute : keys.attributes()) {
            Value value = item.get(attribute.name());
            if (value == null) {
                throw Invalid.parameter("Missing the key %s in the item".formatted(attribute.name()));
            }
            if (!isOfType(attribute, value)) {
                throw Invalid.parameter("Type mismatch for key %s expected: %s actual: %s"
                        .formatted(attribute.name(), attribute.type(), value.type()));
            }
        }
        return checked(keys, item);
    }

    private static PrimaryKey checked(KeySchema keys, TableItem item) {
        requireContent(keys.attributes(), item);
        for (KeyAttribute attribute : keys.attributes()) {
            requireShort(keys, attribute, Objects.requireNonNull(item.get(attribute.name())));
        }
        return PrimaryKey.of(keys, item);
    }

    private static void requireShort(KeySchema keys, KeyAttribute attribute, Value value) {
        if (isLong(keys, attribute, value)) {
            throw Invalid.parameter(
                    attribute.equals(keys.partition())
                            ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                            : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    private static boolean isLong(KeySchema keys, KeyAttribute attribute, Value value) {
        int longest = attribute.equals(keys.partition()) ? LONGEST_PARTITION : LONGEST_SORT;
        return !(value instanceof Value.N) && BilledSize.of(value) > longest;
    }

    /** Refuses a key with an empty value among these attributes, which are all there. */
    public static void requireContent(Collection<KeyAttribute> attributes, TableItem key) {
        for (KeyAttribute attribute : attributes) {
            String empty = empty(Objects.requireNonNull(key.get(attribute.name())));
            if (empty != null) {
                throw Invalid.request("One or more parameter values are not valid. %s Key: %s"
                        .formatted(EMPTY.formatted(empty), attribute.name()));
            }
        }
    }

    /**
     * Refuses an item that an index could not hold, because a key attribute of it has another type, is empty or long.
     *
     * @param before what is there: it stays, whatever it is
     * @param update whether this is what an update made, for which AWS has other words
     */
    public static void requireIndexable(TableDefinition table, TableItem before, TableItem after, boolean update) {
        for (Index index : table.indexes()) {
            for (KeyAttribute attribute : index.keys().attributes()) {
                Value value = after.get(attribute.name());
                if (value != null && !value.equals(before.get(attribute.name()))) {
                    requireIndexable(index, attribute, value, update);
                }
            }
        }
    }

    private static void requireIndexable(Index index, KeyAttribute attribute, Value value, boolean update) {
        if (!isOfType(attribute, value)) {
            throw update
                    ? unfit("unsupported type")
                    : Invalid.parameter("Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
                            .formatted(attribute.name(), attribute.type(), value.type(), index.name()));
        }
        String empty = empty(value);
        if (empty != null) {
            throw update
                    ? unfit("a value that is not supported. " + EMPTY.formatted(empty))
                    : Invalid.request(("One or more parameter values are not valid. A value specified for a secondary"
                                    + " index key is not supported. %s IndexName: %s, IndexKey: %s")
                            .formatted(EMPTY.formatted(empty), index.name(), attribute.name()));
        }
        requireShort(index.keys(), attribute, value);
    }

    private static AwsException unfit(String what) {
        return Invalid.request("The update expression attempted to update the secondary index key to " + what);
    }

    /** Whether an index can hold an item: only one with all its key attributes, of their types, not empty, and short. */
    static boolean isIn(KeySchema keys, TableItem item) {
        for (KeyAttribute attribute : keys.attributes()) {
            Value value = item.get(attribute.name());
            if (value == null
                    || !isOfType(attribute, value)
                    || empty(value) != null
                    || isLong(keys, attribute, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfType(KeyAttribute attribute, @Nullable Value value) {
        return value != null && value.type().equals(attribute.type());
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
