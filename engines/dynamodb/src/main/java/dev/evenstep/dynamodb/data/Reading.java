package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.value.KeyRange;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A range's entries. What is read may begin with the end of an earlier reading, or with the range's excluded end. */
public final class Reading<V> implements Iterator<Map.Entry<byte[], V>> {

    private final Iterator<Map.Entry<byte[], V>> entries;
    private final KeyRange range;
    private Map.@Nullable Entry<byte[], V> next;

    public Reading(Iterator<Map.Entry<byte[], V>> entries, KeyRange range, byte @Nullable [] after) {
        this.entries = entries;
        this.range = range;
        advance();
        while (next != null && isBefore(next.getKey(), after)) {
            advance();
        }
        stopOutside();
    }

    private boolean isBefore(byte[] key, byte @Nullable [] after) {
        return after == null ? Arrays.equals(key, range.to()) : Arrays.equals(key, after);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Map.Entry<byte[], V> next() {
        var current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        advance();
        stopOutside();
        return current;
    }

    private void advance() {
        next = entries.hasNext() ? entries.next() : null;
    }

    private void stopOutside() {
        if (next != null && !range.contains(next.getKey())) {
            next = null;
        }
    }
}
