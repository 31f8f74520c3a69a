package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.capacity.Units;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.data.PrimaryKey;
import dev.evenstep.dynamodb.expression.ConditionExpression;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Iterator;
import java.util.Map;

/**
 * One page of items: at most 1 MB and at most the limit, both counted before the filter (API reference of Query). The
 * item that goes beyond the megabyte is the page's last.
 */
record Reader(ReadRequest.Source source, KeyRange range, boolean forward, ReadRequest request) {

    private static final long LARGEST = 1024 * 1024;

    ObjectNode page(Database database, CapacityDetail detail) {
        return database.reading(() -> read(database, detail));
    }

    private ObjectNode read(Database database, CapacityDetail detail) {
        TableDefinition table = source.table();
        Index index = source.index();
        Selection selection = request.selection();
        ConditionExpression filter = request.clauses().condition();
        boolean fetches = selection.fetches(table, index);
        TableItem start = request.start();
        byte[] after = start == null ? null : database.key(table, index, start);
        Iterator<Map.Entry<byte[], TableItem>> items = database.read(table, index, range, forward, after);
        var consumed = new Consumed(table);
        var found = JsonTrees.array();
        int count = 0;
        int scanned = 0;
        long size = 0;
        TableItem last = null;
        while (items.hasNext() && scanned < request.limit() && size < LARGEST) {
            last = items.next().getValue();
            scanned++;
            size += BilledSize.of(last);
            TableItem item = last;
            if (fetches) {
                TableItem whole = database.get(table, PrimaryKey.of(table.keys(), last));
                item = whole == null ? last : whole;
                consumed.read(null, Units.read(BilledSize.of(item), request.consistent()));
            }
            if (filter.test(item)) {
                count++;
                if (!selection.counts()) {
                    found.add(ValueJson.write(selection.of(item)));
                }
            }
        }
        var answer = JsonTrees.object();
        if (!selection.counts()) {
            answer.set("Items", found);
        }
        answer.put("Count", count).put("ScannedCount", scanned);
        if (last != null && (scanned == request.limit() || items.hasNext())) {
            answer.set("LastEvaluatedKey", ValueJson.write(StartKey.of(table, index, last)));
        }
        consumed.read(index, Units.read(size, request.consistent())).addTo(answer, detail);
        return answer;
    }
}
