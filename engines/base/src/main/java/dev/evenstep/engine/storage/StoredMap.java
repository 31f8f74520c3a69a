package dev.evenstep.engine.storage;

import java.util.Iterator;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A map of MVStore's. */
record StoredMap<V>(MVMap<byte[], V> map) implements OrderedMap<V> {

    @Override
    public @Nullable V get(byte[] key) {
        return map.get(key);
    }

    @Override
    public @Nullable V put(byte[] key, V value) {
        return map.put(key, value);
    }

    @Override
    public @Nullable V remove(byte[] key) {
        return map.remove(key);
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
