package dev.evenstep.dynamodb.item;

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
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations on items by their keys; GetItem itself. */
public record ItemOperations(Tables tables, Database database) {

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        var writes = new ItemWrites(tables, database);
        return Map.of(
                "GetItem", this::get,
                "PutItem", writes::put,
                "UpdateItem", writes::update,
                "DeleteItem", writes::delete,
                "BatchGetItem", new BatchReads(tables, database)::get,
                "BatchWriteItem", new BatchWrites(tables, database)::write);
    }

    private ObjectNode get(ObjectNode request) {
        var constraints = Constraints.of(request).table().required("Key").consumedCapacity();
        Clauses.check(ExpressionRequest.GET, request, constraints);
        boolean consistent = Shape.flag(request, "ConsistentRead", false);
        TableItem key = ValueJson.readItem(request.path("Key"));
        var clauses = Clauses.of(ExpressionRequest.GET, request);
        var projection = clauses.projection();
        var table = tables.require(request.path("TableName").textValue());
        clauses.requireScalarKeys(table);
        TableItem item = database.get(table, KeyRules.key(table.keys(), key));
        var answer = JsonTrees.object();
        if (item != null) {
            answer.set("Item", ValueJson.write(projection == null ? item : projection.of(item)));
        }
        var detail = CapacityDetail.of(request);
        if (detail != CapacityDetail.NONE) {
            double units = Units.read(item == null ? 0 : BilledSize.of(item), consistent);
            new Consumed(table).read(null, units).addTo(answer, detail);
        }
        return answer;
    }
}
