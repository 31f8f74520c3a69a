package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.capacity.Units;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.data.ItemKey;
import dev.evenstep.dynamodb.expression.Condition;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.Values;
import dev.evenstep.engine.protocol.Json;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of items, read along a table or an index: at most 1 MB and at most the limit, both counted before the filter
 * (API reference of Query).
 *
 * @param index null: the table itself
 * @param start the key behind which to begin
 */
record Reader(
        TableDefinition table,
        @Nullable Index index,
        KeyRange range,
        boolean forward,
        @Nullable Item start,
        int limit,
        Condition filter,
        Selection selection,
        boolean consistent) {

    private static final long LARGEST = 1024 * 1024;

    ObjectNode page(Database database, CapacityDetail detail) {
        boolean fetches = selection.fetches(table, index);
        byte[] after = start == null ? null : database.key(table, index, start);
        Iterator<Map.Entry<byte[], Item>> items = database.read(table, index, range, forward, after);
        var answer = Json.object();
        var found = Json.array();
        int count = 0;
        int scanned = 0;
        long size = 0;
        double fetched = 0;
        Item last = null;
        while (items.hasNext() && scanned < limit && size < LARGEST) {
            last = items.next().getValue();
            scanned++;
            size += ItemSize.of(last);
            Item item = last;
            if (fetches) {
                Item whole = database.get(table, ItemKey.of(table.keys(), last));
                item = whole == null ? last : whole;
                fetched += Units.read(ItemSize.of(item), consistent);
            }
            if (filter.test(item)) {
                count++;
                if (!selection.counts()) {
                    found.add(Values.write(selection.of(item)));
                }
            }
        }
        if (!selection.counts()) {
            answer.set("Items", found);
        }
        answer.put("Count", count).put("ScannedCount", scanned);
        if (last != null && (scanned == limit || items.hasNext())) {
            answer.set("LastEvaluatedKey", Values.write(StartKey.of(table, index, last)));
        }
        if (detail != CapacityDetail.NONE) {
            var consumed = new Consumed(table).read(index, Units.read(size, consistent));
            if (fetches) {
                consumed.read(null, fetched);
            }
            consumed.addTo(answer, detail);
        }
        return answer;
    }
}
