package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.engine.storage.OrderedMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The items of a table, or of an index what it projects of them, and how many bytes they take together. */
final class Entries {

    private static final long UNKNOWN = Long.MIN_VALUE / 2;

    private final OrderedMap<Item> map;
    private final AtomicLong size;

    Entries(OrderedMap<Item> map) {
        this.map = map;
        this.size = new AtomicLong(map.size() == 0 ? 0 : UNKNOWN);
    }

    @Nullable
    Item get(byte[] key) {
        return map.get(key);
    }

    void put(byte[] key, Item item) {
        var before = map.put(key, item);
        size.addAndGet(ItemSize.of(item) - (before == null ? 0 : ItemSize.of(before)));
    }

    void remove(byte[] key) {
        var before = map.remove(key);
        size.addAndGet(before == null ? 0 : -ItemSize.of(before));
    }

    long count() {
        return map.size();
    }

    /** Of what was there when the file was opened, found out when somebody asks. */
    long size() {
        long known = size.get();
        if (known < 0) {
            long sum = 0;
            for (var all = map.ascending(null); all.hasNext(); ) {
                sum += ItemSize.of(all.next().getValue());
            }
            size.compareAndSet(known, sum);
            return sum;
        }
        return known;
    }

    /** @param after where an earlier reading ended; null: from the beginning */
    Iterator<Map.Entry<byte[], Item>> ascending(KeyRange range, byte @Nullable [] after) {
        return new Reading<>(map.ascending(after == null ? range.from() : after), range, after);
    }

    /** @param after where an earlier reading ended; null: from the end */
    Iterator<Map.Entry<byte[], Item>> descending(KeyRange range, byte @Nullable [] after) {
        return new Reading<>(map.descending(after == null ? range.to() : after), range, after);
    }
}
