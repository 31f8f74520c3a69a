package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expression.KeyCondition;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.legacy.Clauses;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Query: items of one partition, in the order of their sort keys. */
record Query(Tables tables, Database database) {

    ObjectNode on(ObjectNode request) {
        Integer limit = Shape.number(request, "Limit");
        Constraints.of(request)
                .table()
                .index()
                .consumedCapacity()
                .oneOf("Select", Selection.NAMES)
                .oneOf("ConditionalOperator", "OR", "AND")
                .unless(
                        limit == null || limit > 0,
                        "Value at 'Limit' failed to satisfy constraint: "
                                + "Member must have value greater than or equal to 1")
                .check();
        boolean consistent = Shape.flag(request, "ConsistentRead", false);
        boolean forward = Shape.flag(request, "ScanIndexForward", true);
        Item start = StartKey.parse(request);
        var clauses = Clauses.of(Operation.QUERY, request);
        var selection = Selection.of(request, clauses.projection());
        var table = tables.require(request.path("TableName").textValue());
        Index index = Indexes.find(table, request, consistent);
        KeySchema keys = index == null ? table.keys() : index.keys();
        KeyCondition condition = clauses.keyCondition(keys);
        clauses.requireNoKeyInFilter(keys);
        if (start != null) {
            checkStart(table, index, keys, condition, start);
        }
        return new Reader(
                        table,
                        index,
                        condition.range(),
                        forward,
                        start,
                        Objects.requireNonNullElse(limit, Integer.MAX_VALUE),
                        clauses.filter(),
                        selection,
                        consistent)
                .page(database, CapacityDetail.of(request));
    }

    private void checkStart(
            TableDefinition table, @Nullable Index index, KeySchema keys, KeyCondition condition, Item start) {
        StartKey.check(table, index, start, true);
        if (!condition.partition().equals(start.get(keys.partition().name()))) {
            throw Invalid.request("The provided starting key is outside query boundaries based on provided conditions");
        }
        if (!condition.range().contains(database.key(table, index, start))) {
            throw Invalid.request("The provided starting key does not match the range key predicate");
        }
    }
}
