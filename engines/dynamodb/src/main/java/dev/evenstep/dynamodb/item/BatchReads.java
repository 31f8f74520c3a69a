package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.capacity.Units;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** BatchGetItem: at most 100 items and 16 MB an answer; the keys of what is more go back. */
record BatchReads(Tables tables, Database database) {

    private static final int MOST = 100;
    private static final long LARGEST = 16L * 1024 * 1024;

    private record Part(
            String table, ObjectNode parameters, Set<TableItem> keys, Clauses clauses, boolean consistent) {}

    ObjectNode get(ObjectNode request) {
        ObjectNode items = BatchWrites.items(request, "BatchGetItem");
        Constraints.of(request).consumedCapacity().check();
        List<Part> parts = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, JsonNode> entry : items.properties()) {
            Part part = part(entry.getKey(), Shape.structure(entry.getValue()));
            count += part.keys().size();
            if (count > MOST) {
                throw Invalid.request("Too many items requested for the BatchGetItem call");
            }
            parts.add(part);
        }
        return read(CapacityDetail.of(request), parts);
    }

    private static Part part(String table, ObjectNode parameters) {
        int size = parameters.path("Keys").isArray() ? parameters.path("Keys").size() : 1;
        var constraints = Constraints.of(parameters, "requestItems.%s.member.".formatted(table))
                .required("Keys")
                .length("Keys", "[]", size, 1, Integer.MAX_VALUE)
                .unless(
                        size <= MOST,
                        "Value at 'RequestItems." + table + ".member.Keys' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 100");
        Clauses.check(ExpressionRequest.GET, parameters, constraints);
        Set<TableItem> keys = new LinkedHashSet<>();
        for (JsonNode key : Shape.list(parameters, "Keys")) {
            if (!keys.add(ValueJson.readItem(key))) {
                throw Invalid.request("Provided list of item keys contains duplicates");
            }
        }
        var clauses = Clauses.of(ExpressionRequest.GET, parameters);
        return new Part(table, parameters, keys, clauses, Shape.flag(parameters, "ConsistentRead", false));
    }

    private ObjectNode read(CapacityDetail detail, List<Part> parts) {
        var answer = JsonTrees.object();
        var responses = answer.putObject("Responses");
        var unprocessed = answer.putObject("UnprocessedKeys");
        long size = 0;
        for (Part part : parts) {
            var table = tables.require(part.table());
            part.clauses().requireScalarKeys(table);
            var consumed = new Consumed(table);
            var projection = part.clauses().projection();
            var response = responses.putArray(part.table());
            for (TableItem key : part.keys()) {
                TableItem item = database.get(table, KeyRules.key(table.keys(), key));
                int bytes = item == null ? 0 : BilledSize.of(item);
                size += bytes;
                if (size > LARGEST) { // and so it stays for those that follow
                    sendBack(unprocessed, part, key);
                    continue;
                }
                consumed.read(null, Units.read(bytes, part.consistent()));
                if (item != null) {
                    response.add(ValueJson.write(projection == null ? item : projection.of(item)));
                }
            }
            if (detail != CapacityDetail.NONE) {
                answer.withArrayProperty("ConsumedCapacity").add(consumed.json(detail));
            }
        }
        return answer;
    }

    private static void sendBack(ObjectNode unprocessed, Part part, TableItem key) {
        if (!unprocessed.has(part.table())) {
            ObjectNode again = part.parameters().deepCopy();
            again.putArray("Keys");
            unprocessed.set(part.table(), again);
        }
        unprocessed.withObjectProperty(part.table()).withArrayProperty("Keys").add(ValueJson.write(key));
    }
}
