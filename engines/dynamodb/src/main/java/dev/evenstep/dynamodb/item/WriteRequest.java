package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.data.PrimaryKey;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import java.util.Objects;

/**
 * A write of one item as a request, or a part of a transaction, asks for it: parsed, and checked as far as it can be
 * without its table.
 *
 * @param table its name or ARN
 * @param item what to put, or the key
 * @param tellsOld whether the item is told where the condition fails
 */
public record WriteRequest(WriteKind kind, String table, TableItem item, Clauses clauses, boolean tellsOld) {

    /** DynamoDB's limit of an item's size in bytes, names included (developer guide, "Quotas"). */
    static final int LARGEST = 400 * 1024;

    public enum WriteKind {
        PUT,
        UPDATE,
        DELETE,
        /** Changes nothing: a transaction's condition on an item. */
        CHECK
    }

    /** From parameters such as PutItem's. */
    public static WriteRequest put(ObjectNode parameters) {
        TableItem item = ValueJson.readItem(parameters.path("Item"));
        if (BilledSize.of(item) > LARGEST) {
            throw Invalid.request("Item size has exceeded the maximum allowed size");
        }
        return of(WriteKind.PUT, item, ExpressionRequest.PUT, parameters);
    }

    /** From parameters such as UpdateItem's. */
    public static WriteRequest update(ObjectNode parameters) {
        return of(WriteKind.UPDATE, ValueJson.readItem(parameters.path("Key")), ExpressionRequest.UPDATE, parameters);
    }

    /** From parameters such as DeleteItem's. */
    public static WriteRequest delete(ObjectNode parameters) {
        return of(WriteKind.DELETE, ValueJson.readItem(parameters.path("Key")), ExpressionRequest.DELETE, parameters);
    }

    /** From the parameters of a transaction's {@code ConditionCheck}. */
    public static WriteRequest check(ObjectNode parameters) {
        return of(WriteKind.CHECK, ValueJson.readItem(parameters.path("Key")), ExpressionRequest.DELETE, parameters);
    }

    private static WriteRequest of(WriteKind kind, TableItem item, ExpressionRequest operation, ObjectNode parameters) {
        String table = Objects.requireNonNullElse(Shape.text(parameters, "TableName"), "");
        boolean tellsOld = "ALL_OLD".equals(Shape.text(parameters, "ReturnValuesOnConditionCheckFailure"));
        return new WriteRequest(kind, table, item, Clauses.of(operation, parameters), tellsOld);
    }

    /**
     * Checks it against its table.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException
     */
    public PlannedWrite on(TableDefinition definition) {
        PrimaryKey key;
        if (kind == WriteKind.PUT) {
            key = KeyRules.keyOf(definition.keys(), item);
            KeyRules.requireIndexable(definition, TableItem.empty(), item, false);
        } else {
            key = KeyRules.key(definition.keys(), item);
        }
        clauses.requireScalarKeys(definition);
        if (kind == WriteKind.UPDATE) {
            clauses.update().requireNoKey(definition.keys());
        }
        return new PlannedWrite(this, definition, key);
    }
}
