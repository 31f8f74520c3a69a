package dev.evenstep.engine.storage;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are in the order of their unsigned bytes. Reads need no lock and see what was written before. An
 * iterator is made within a {@link Storage#read} or a write, sees the map as it was when it was made, and is good until
 * that ends. Writes happen within {@link Storage#write} only.
 */
public interface OrderedMap<V> {

    @Nullable
    V get(byte[] key);

    /** Gives back what was there. */
    @Nullable
    V put(byte[] key, V value);

    /** Gives back what was there. */
    @Nullable
    V remove(byte[] key);

    /**
     * Entries in ascending order.
     *
     * @param from the first key, whether or not it is there; null: from the start
     */
    Iterator<Map.Entry<byte[], V>> ascending(byte @Nullable [] from);

    /**
     * Entries in descending order.
     *
     * @param from the first key, whether or not it is there; null: from the end
     */
    Iterator<Map.Entry<byte[], V>> descending(byte @Nullable [] from);

    long size();
}
