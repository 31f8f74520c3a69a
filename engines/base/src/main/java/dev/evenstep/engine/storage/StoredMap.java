package dev.evenstep.engine.storage;

import java.util.Iterator;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A map of MVStore's. */
record StoredMap<V>(MVMap<byte[], V> map, Storage storage) implements OrderedMap<V> {

    @Override
    public @Nullable V get(byte[] key) {
        return storage.read(() -> map.get(key));
    }

    @Override
    public @Nullable V put(byte[] key, V value) {
        storage.checkWriting();
        V before = map.put(key, value);
        storage.onFailure(() -> restore(key, before));
        return before;
    }

    @Override
    public @Nullable V remove(byte[] key) {
        storage.checkWriting();
        V before = map.remove(key);
        if (before != null) {
            storage.onFailure(() -> map.put(key, before));
        }
        return before;
    }

    @Override
    public Iterator<Map.Entry<byte[], V>> ascending(byte @Nullable [] from) {
        return entries(map.cursor(from));
    }

    @Override
    public Iterator<Map.Entry<byte[], V>> descending(byte @Nullable [] from) {
        return entries(map.cursor(from, null, true));
    }

    @Override
    public long size() {
        return map.sizeAsLong();
    }

    private void restore(byte[] key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }

    private Iterator<Map.Entry<byte[], V>> entries(Cursor<byte[], V> cursor) {
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
}
