package dev.evenstep.effect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An item's address.
 *
 * @param table the table's logical name, which the runtime maps to the deployed one
 * @param attributes the key attributes: one, or two with a sort key
 */
public record ItemKey(String table, Map<String, Object> attributes) {

    public ItemKey {
        attributes = Values.copy(attributes);
        if (attributes.isEmpty() || attributes.size() > 2) {
            throw new IllegalArgumentException("The key of an item of " + table + " has " + attributes.size()
                    + " attributes; a partition key and at most a sort key make a key");
        }
    }

    public static ItemKey of(String table, String attribute, Object value) {
        return new ItemKey(table, Map.of(attribute, value));
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
}
