package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** BatchWriteItem: at most 25 puts and deletes, none of one item twice. None is left unprocessed here. */
record BatchWrites(Tables tables, Database database) {

    private static final int MOST = 25;

    ObjectNode write(ObjectNode request) {
        ObjectNode items = items(request, "BatchWriteItem");
        var constraints = Constraints.of(request).consumedCapacity().itemCollectionMetrics();
        for (JsonNode requests : items) {
            if (requests.isEmpty() || requests.size() > MOST) {
                constraints.unless(false, wrongCount(items)).check();
            }
        }
        constraints.check();
        List<WriteRequest> writes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : items.properties()) {
            for (JsonNode one : Shape.list(entry.getValue())) {
                writes.add(parse(entry.getKey(), Shape.structure(one)));
            }
        }
        if (writes.size() > MOST) {
            throw Invalid.request("Too many items requested for the BatchWriteItem call");
        }
        List<Done> done = database.write(() -> perform(writes));
        var answer = JsonTrees.object();
        answer.putObject("UnprocessedItems");
        Done.tell(done, 1, request, answer);
        return answer;
    }

    static ObjectNode items(ObjectNode request, String operation) {
        Constraints.of(request).required("RequestItems").check();
        ObjectNode items = Shape.structure(request.path("RequestItems"));
        if (items.isEmpty()) {
            throw Invalid.request("The requestItems parameter is required for " + operation);
        }
        return items;
    }

    private static String wrongCount(ObjectNode items) {
        List<String> tables = new ArrayList<>();
        items.properties().forEach(entry -> tables.add(entry.getKey() + "=" + JsonTrees.write(entry.getValue())));
        return ("Value '{%s}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: "
                        + "[Member must have length less than or equal to 25, "
                        + "Member must have length greater than or equal to 1]")
                .formatted(String.join(", ", tables));
    }

    private static WriteRequest parse(String table, ObjectNode one) {
        ObjectNode put = Shape.structure(one, "PutRequest");
        ObjectNode delete = Shape.structure(one, "DeleteRequest");
        if (put != null && delete == null) {
            Constraints.of(put).required("Item").check();
            return WriteRequest.put(JsonTrees.object().put("TableName", table).set("Item", put.get("Item")));
        }
        if (delete != null && put == null) {
            Constraints.of(delete).required("Key").check();
            return WriteRequest.delete(
                    JsonTrees.object().put("TableName", table).set("Key", delete.get("Key")));
        }
        throw Invalid.request("Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
    }

    private List<Done> perform(List<WriteRequest> requests) {
        List<PlannedWrite> writes = requests.stream()
                .map(one -> one.on(tables.require(one.table())))
                .toList();
        Set<Map.Entry<String, TableItem>> seen = new HashSet<>();
        for (PlannedWrite write : writes) {
            if (!seen.add(Map.entry(write.table().name(), write.key().attributes()))) {
                throw Invalid.request("Provided list of item keys contains duplicates");
            }
        }
        return writes.stream().map(this::perform).toList();
    }

    private Done perform(PlannedWrite write) {
        var request = write.request();
        var before = database.get(write.table(), write.key());
        TableItem after = request.kind() == WriteRequest.WriteKind.PUT ? request.item() : null;
        return new Done(write.table(), database.apply(write.table(), write.key(), before, after, Change.Cause.CALL));
    }
}
