package dev.evenstep.engine.storage;

import java.util.Iterator;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are in the order of their unsigned bytes. Reads need no lock and see what was written before. An
 * iterator is made within a {@link Storage#read} or a write, sees the map as it was when it was made, and is good until
 * that ends. Writes happen within {@link Storage#write} only.
 */
public final class OrderedMap<V> {

    private final MVMap<byte[], V> map;
    private final Storage storage;

    OrderedMap(MVMap<byte[], V> map, Storage storage) {
        this.map = map;
        this.storage = storage;
    }

    public @Nullable V get(byte[] key) {
        return storage.read(() -> map.get(key));
    }

    /** Gives back what was there. */
    public @Nullable V put(byte[] key, V value) {
        storage.checkWriting();
        V before = map.put(key, value);
        storage.onFailure(() -> restore(key, before));
        return before;
    }

    /** Gives back what was there. */
    public @Nullable V remove(byte[] key) {
        storage.checkWriting();
        V before = map.remove(key);
        if (before != null) {
            storage.onFailure(() -> map.put(key, before));
        }
        return before;
    }

    private void restore(byte[] key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }

    /**
     * Entries in ascending order.
     *
     * @param from the first key, whether or not it is there; null: from the start
     */
    public Iterator<Map.Entry<byte[], V>> ascending(byte @Nullable [] from) {
        return entries(map.cursor(from));
    }

    /**
     * Entries in descending order.
     *
     * @param from the first key, whether or not it is there; null: from the end
     */
    public Iterator<Map.Entry<byte[], V>> descending(byte @Nullable [] from) {
        return entries(map.cursor(from, null, true));
    }

    private static <V> Iterator<Map.Entry<byte[], V>> entries(Cursor<byte[], V> cursor) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Map.Entry<byte[], V> next() {
                byte[] key = cursor.next();
                return Map.entry(key, cursor.getValue());
            }
        };
    }

    public long size() {
        return map.sizeAsLong();
    }
}
