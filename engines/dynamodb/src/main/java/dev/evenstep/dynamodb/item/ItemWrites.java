package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.CollectionMetrics;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;

/** PutItem, UpdateItem and DeleteItem. */
record ItemWrites(Tables tables, Database database) {

    private record Performed(TableDefinition table, PlannedWrite.Permitted write, Change change) {}

    ObjectNode put(ObjectNode request) {
        check(ExpressionRequest.PUT, request, "Item");
        var values = ReturnValues.oldOrNone(request);
        return perform(request, WriteRequest.put(request), values);
    }

    ObjectNode update(ObjectNode request) {
        check(ExpressionRequest.UPDATE, request, "Key");
        return perform(request, WriteRequest.update(request), ReturnValues.of(request));
    }

    ObjectNode delete(ObjectNode request) {
        check(ExpressionRequest.DELETE, request, "Key");
        var values = ReturnValues.oldOrNone(request);
        return perform(request, WriteRequest.delete(request), values);
    }

    private static void check(ExpressionRequest operation, ObjectNode request, String required) {
        var constraints = Constraints.of(request)
                .table()
                .required(required)
                .consumedCapacity()
                .itemCollectionMetrics()
                .oneOf("ReturnValues", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW")
                .oneOf("ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE");
        Clauses.check(operation, request, constraints);
    }

    private ObjectNode perform(ObjectNode request, WriteRequest wanted, ReturnValues values) {
        Performed done = database.write(() -> write(wanted));
        var answer = JsonTrees.object();
        TableItem attributes = values.of(done.write());
        if (attributes != null && !attributes.isEmpty()) {
            answer.set("Attributes", ValueJson.write(attributes));
        }
        var detail = CapacityDetail.of(request);
        if (detail != CapacityDetail.NONE) {
            new Consumed(done.table()).write(done.change(), 1).addTo(answer, detail);
        }
        if (CollectionMetrics.wanted(request, done.table())) {
            answer.set(
                    "ItemCollectionMetrics",
                    CollectionMetrics.of(done.table(), done.change().key()));
        }
        return answer;
    }

    private Performed write(WriteRequest wanted) {
        var table = tables.require(wanted.table());
        var write = wanted.on(table);
        return switch (write.decide(database.get(table, write.key()))) {
            case PlannedWrite.ConditionFailed refused -> throw refused(wanted, refused);
            case PlannedWrite.Permitted accepted ->
                new Performed(
                        table,
                        accepted,
                        database.apply(table, write.key(), accepted.before(), accepted.after(), Change.Cause.CALL));
        };
    }

    private static AwsException refused(WriteRequest wanted, PlannedWrite.ConditionFailed refused) {
        var members = JsonTrees.object();
        TableItem before = refused.before();
        if (wanted.tellsOld() && before != null) {
            members.set("Item", ValueJson.write(before));
        }
        return new AwsException(400, "ConditionalCheckFailedException", "The conditional request failed", members);
    }
}
