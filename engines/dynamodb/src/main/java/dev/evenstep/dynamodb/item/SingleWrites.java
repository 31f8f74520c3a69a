package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.CollectionMetrics;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Values;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;

/** PutItem, UpdateItem and DeleteItem. */
record SingleWrites(Tables tables, Database database) {

    private record Performed(TableDefinition table, Write.Accepted write, Change change) {}

    ObjectNode put(ObjectNode request) {
        check(Operation.PUT, request, "Item");
        var values = ReturnValues.oldOrNone(request);
        return perform(request, WriteRequest.put(request), values);
    }

    ObjectNode update(ObjectNode request) {
        check(Operation.UPDATE, request, "Key");
        return perform(request, WriteRequest.update(request), ReturnValues.of(request));
    }

    ObjectNode delete(ObjectNode request) {
        check(Operation.DELETE, request, "Key");
        var values = ReturnValues.oldOrNone(request);
        return perform(request, WriteRequest.delete(request), values);
    }

    private static void check(Operation operation, ObjectNode request, String required) {
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
        var answer = Json.object();
        Item attributes = values.of(done.write());
        if (attributes != null && !attributes.isEmpty()) {
            answer.set("Attributes", Values.write(attributes));
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
            case Write.Refused refused -> throw refused(wanted, refused);
            case Write.Accepted accepted ->
                new Performed(
                        table,
                        accepted,
                        database.apply(table, write.key(), accepted.before(), accepted.after(), Change.Cause.CALL));
        };
    }

    private static AwsException refused(WriteRequest wanted, Write.Refused refused) {
        var members = Json.object();
        Item before = refused.before();
        if (wanted.tellsOld() && before != null) {
            members.set("Item", Values.write(before));
        }
        return new AwsException(400, "ConditionalCheckFailedException", "The conditional request failed", members);
    }
}
