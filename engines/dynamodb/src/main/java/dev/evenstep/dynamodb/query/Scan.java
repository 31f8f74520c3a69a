package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.legacy.Clauses;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.KeyRange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scan: all items, or those of one of the segments into which the hashes of partition keys are cut. */
record Scan(Tables tables, Database database) {

    private static final int MOST_SEGMENTS = 1_000_000;

    ObjectNode on(ObjectNode request) {
        Constraints.of(request)
                .table()
                .index()
                .consumedCapacity()
                .oneOf("Select", Selection.NAMES)
                .oneOf("ConditionalOperator", "OR", "AND")
                .between("Limit", 1, Integer.MAX_VALUE)
                .between("TotalSegments", 1, MOST_SEGMENTS)
                .between("Segment", 0, MOST_SEGMENTS - 1)
                .check();
        KeyRange range = range(Shape.number(request, "Segment"), Shape.number(request, "TotalSegments"));
        boolean consistent = Shape.flag(request, "ConsistentRead", false);
        Item start = StartKey.parse(request);
        var clauses = Clauses.of(Operation.SCAN, request);
        var selection = Selection.of(request, clauses.projection());
        var table = tables.require(request.path("TableName").textValue());
        Index index = Indexes.find(table, request, consistent);
        if (start != null) {
            StartKey.check(table, index, start, false);
            if (!range.contains(database.key(table, index, start))) {
                throw Invalid.request(("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use "
                                + "ExclusiveStartKey with correct Segment. TotalSegments: %s Segment: %s")
                        .formatted(
                                request.path("TotalSegments").asText(),
                                request.path("Segment").asText()));
            }
        }
        return new Reader(
                        table,
                        index,
                        range,
                        true,
                        start,
                        Objects.requireNonNullElse(Shape.number(request, "Limit"), Integer.MAX_VALUE),
                        clauses.filter(),
                        selection,
                        consistent)
                .page(database, CapacityDetail.of(request));
    }

    private static KeyRange range(@Nullable Integer segment, @Nullable Integer total) {
        if (segment == null && total == null) {
            return KeyRange.all();
        }
        if (total == null) {
            throw Invalid.request("The TotalSegments parameter is required but was not present in the request when "
                    + "Segment parameter is present");
        }
        if (segment == null) {
            throw Invalid.request("The Segment parameter is required but was not present in the request when "
                    + "parameter TotalSegments is present");
        }
        if (segment >= total) {
            throw Invalid.request(("The Segment parameter is zero-based and must be less than parameter "
                            + "TotalSegments: Segment: %d is not less than TotalSegments: %d")
                    .formatted(segment, total));
        }
        return KeyRange.segment(segment, total);
    }
}
