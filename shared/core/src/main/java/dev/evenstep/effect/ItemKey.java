package dev.evenstep.effect;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.effect.InvalidEffectException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An item's address. Whether the attributes are those of the table's key schema, and of its types, only the database
 * knows.
 *
 * @param table the table's logical name, which the runtime maps to the deployed one
 * @param attributes the key attributes, the partition key first: one, or two with a sort key. Each is a text, a number or
 *     {@link Bytes}
 */
public record ItemKey(String table, Map<String, Object> attributes) {

    /** DynamoDB's limits for the value of a key, in bytes (developer guide, "Constraints", partition and sort keys). */
    private static final int MOST_BYTES_OF_A_PARTITION_KEY = 2_048;

    private static final int MOST_BYTES_OF_A_SORT_KEY = 1_024;

    /**
     * @throws IllegalArgumentException for another number of attributes, or another kind of value
     * @throws PermanentFailure for an empty value or one beyond DynamoDB's 2,048 bytes for a partition key and 1,024 for a
     *     sort key: the same event would bring it again
     */
    public ItemKey {
        attributes = Values.copy(attributes);
        if (attributes.isEmpty() || attributes.size() > 2) {
            throw new InvalidEffectException("The key of an item of " + table + " has " + attributes.size()
                    + " attributes; a partition key and at most a sort key make a key");
        }
        Iterator<Map.Entry<String, Object>> parts = attributes.entrySet().iterator();
        require(table, parts.next(), MOST_BYTES_OF_A_PARTITION_KEY);
        if (parts.hasNext()) {
            require(table, parts.next(), MOST_BYTES_OF_A_SORT_KEY);
        }
    }

    public static ItemKey of(String table, String attribute, Object value) {
        return new ItemKey(table, Collections.singletonMap(attribute, value));
    }

    /** The key with its sort key. */
    public ItemKey and(String attribute, Object value) {
        Map<String, Object> both = new LinkedHashMap<>(attributes);
        both.put(attribute, value);
        return new ItemKey(table, both);
    }

    @Override
    public String toString() {
        return table + attributes;
    }

    private static void require(String table, Map.Entry<String, Object> part, int mostBytes) {
        Object value = part.getValue();
        if (!(value instanceof String || value instanceof BigDecimal || value instanceof Bytes)) {
            throw new InvalidEffectException("The key attribute " + part.getKey() + " of " + table + " is "
                    + Values.kind(value) + "; a key is a text, a number or Bytes");
        }
        long bytes = ItemSize.of(value);
        if (bytes == 0) {
            throw new PermanentFailure("The key attribute " + part.getKey() + " of " + table + " is empty");
        }
        if (bytes > mostBytes) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The key attribute %s of %s has %,d bytes; %,d are the most"
                            .formatted(part.getKey(), table, bytes, mostBytes));
        }
    }
}
