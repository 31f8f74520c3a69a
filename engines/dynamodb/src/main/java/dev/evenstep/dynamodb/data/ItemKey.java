package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.Item;

/**
 * An item's primary key.
 *
 * @param attributes the key attributes only
 * @param bytes by which the item is found; in the order of a scan
 */
@SuppressWarnings("ArrayRecordComponent") // compared by the storage, never as a record
public record ItemKey(Item attributes, byte[] bytes) {

    /** The key of an item that has all key attributes of the right type. */
    public static ItemKey of(KeySchema keys, Item item) {
        return new ItemKey(item, new byte[0]);
    }
}
