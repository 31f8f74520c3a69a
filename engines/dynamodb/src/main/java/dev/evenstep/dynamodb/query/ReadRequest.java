package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Query and Scan ask for alike, checked as far as it can be without the table.
 *
 * @param start the key behind which to begin
 */
record ReadRequest(
        String table,
        @Nullable String index,
        @Nullable TableItem start,
        int limit,
        boolean consistent,
        Clauses clauses,
        Selection selection) {

    /** @param index null: the table itself is read */
    record Source(TableDefinition table, @Nullable Index index) {

        KeySchema keys() {
            return index == null ? table.keys() : index.keys();
        }
    }

    static ReadRequest of(ExpressionRequest operation, ObjectNode request) {
        TableItem start = StartKey.parse(request);
        Clauses clauses = Clauses.of(operation, request);
        return new ReadRequest(
                request.path("TableName").textValue(),
                Shape.text(request, "IndexName"),
                start,
                Objects.requireNonNullElse(Shape.number(request, "Limit"), Integer.MAX_VALUE),
                Shape.flag(request, "ConsistentRead", false),
                clauses,
                Selection.of(request, clauses.projection()));
    }

    Source source(Tables tables) {
        TableDefinition found = tables.require(table);
        clauses.requireScalarKeys(found);
        if (index == null) {
            return new Source(found, null);
        }
        Index of = found.index(index)
                .orElseThrow(() -> Invalid.request("The table does not have the specified index: " + index));
        if (consistent && of.global()) {
            throw Invalid.request("Consistent reads are not supported on global secondary indexes");
        }
        tables.requireBuilt(found, of);
        return new Source(found, of);
    }
}
