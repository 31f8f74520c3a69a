package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.expression.KeyCondition;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.TableItem;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The operations that read many items: Query, items of one partition in the order of their sort keys; Scan, all items or
 * those of one of the segments into which the hashes of partition keys are cut.
 */
public record QueryOperations(Tables tables, Database database) {

    private static final int MOST_SEGMENTS = 1_000_000;

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of("Query", this::query, "Scan", this::scan);
    }

    private ObjectNode query(ObjectNode request) {
        Integer limit = Shape.number(request, "Limit");
        var constraints = constraints(request)
                .unless(
                        limit == null || limit > 0,
                        "Value at 'Limit' failed to satisfy constraint: "
                                + "Member must have value greater than or equal to 1");
        Clauses.check(ExpressionRequest.QUERY, request, constraints);
        boolean forward = Shape.flag(request, "ScanIndexForward", true);
        ReadRequest read = ReadRequest.of(ExpressionRequest.QUERY, request);
        ReadRequest.Source source = read.source(tables);
        KeyCondition condition = read.clauses().keyCondition(source.keys());
        read.clauses().requireNoKeyInFilter(source.keys());
        TableItem start = read.start();
        if (start != null) {
            StartKey.check(source.table(), source.index(), start, true);
            if (!condition
                    .partition()
                    .equals(start.get(source.keys().partition().name()))) {
                throw Invalid.request(
                        "The provided starting key is outside query boundaries based on provided conditions");
            }
            if (!condition.range().contains(database.key(source.table(), source.index(), start))) {
                throw Invalid.request("The provided starting key does not match the range key predicate");
            }
        }
        return new Reader(source, condition.range(), forward, read).page(database, CapacityDetail.of(request));
    }

    private ObjectNode scan(ObjectNode request) {
        var constraints = constraints(request)
                .between("Limit", 1, Integer.MAX_VALUE)
                .between("TotalSegments", 1, MOST_SEGMENTS)
                .between("Segment", 0, MOST_SEGMENTS - 1);
        Clauses.check(ExpressionRequest.SCAN, request, constraints);
        KeyRange range = segment(request);
        ReadRequest read = ReadRequest.of(ExpressionRequest.SCAN, request);
        ReadRequest.Source source = read.source(tables);
        TableItem start = read.start();
        if (start != null) {
            StartKey.check(source.table(), source.index(), start, false);
            if (!range.contains(database.key(source.table(), source.index(), start))) {
                throw Invalid.request(("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use "
                                + "ExclusiveStartKey with correct Segment. TotalSegments: %s Segment: %s")
                        .formatted(request.get("TotalSegments"), request.get("Segment")));
            }
        }
        return new Reader(source, range, true, read).page(database, CapacityDetail.of(request));
    }

    private static Constraints constraints(ObjectNode request) {
        return Constraints.of(request).table().index().consumedCapacity().oneOf("Select", Selection.NAMES);
    }

    private static KeyRange segment(ObjectNode request) {
        Integer segment = Shape.number(request, "Segment");
        Integer total = Shape.number(request, "TotalSegments");
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
