package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.ItemKey;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import dev.evenstep.dynamodb.value.Values;
import java.util.Objects;

/**
 * A write of one item as a request, or a part of a transaction, asks for it: parsed, and checked as far as it can be
 * without its table.
 *
 * @param table its name or ARN
 * @param item what to put, or the key
 * @param tellsOld whether the item is told where the condition fails
 */
public record WriteRequest(Kind kind, String table, Item item, Clauses clauses, boolean tellsOld) {

    /** DynamoDB's limit of an item's size in bytes, names included (developer guide, "Quotas"). */
    static final int LARGEST = 400 * 1024;

    public enum Kind {
        PUT,
        UPDATE,
        DELETE,
        /** Changes nothing: a transaction's condition on an item. */
        CHECK
    }

    /** From parameters such as PutItem's. */
    public static WriteRequest put(ObjectNode parameters) {
        Item item = Values.readItem(parameters.path("Item"));
        if (ItemSize.of(item) > LARGEST) {
            throw Invalid.request("Item size has exceeded the maximum allowed size");
        }
        return of(Kind.PUT, item, Operation.PUT, parameters);
    }

    /** From parameters such as UpdateItem's. */
    public static WriteRequest update(ObjectNode parameters) {
        return of(Kind.UPDATE, Values.readItem(parameters.path("Key")), Operation.UPDATE, parameters);
    }

    /** From parameters such as DeleteItem's. */
    public static WriteRequest delete(ObjectNode parameters) {
        return of(Kind.DELETE, Values.readItem(parameters.path("Key")), Operation.DELETE, parameters);
    }

    /** From the parameters of a transaction's {@code ConditionCheck}. */
    public static WriteRequest check(ObjectNode parameters) {
        return of(Kind.CHECK, Values.readItem(parameters.path("Key")), Operation.DELETE, parameters);
    }

    private static WriteRequest of(Kind kind, Item item, Operation operation, ObjectNode parameters) {
        String table = Objects.requireNonNullElse(Shape.text(parameters, "TableName"), "");
        boolean tellsOld = "ALL_OLD".equals(Shape.text(parameters, "ReturnValuesOnConditionCheckFailure"));
        return new WriteRequest(kind, table, item, Clauses.of(operation, parameters), tellsOld);
    }

    /**
     * Checks it against its table.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException
     */
    public Write on(TableDefinition definition) {
        ItemKey key;
        if (kind == Kind.PUT) {
            key = KeyRules.keyOf(definition.keys(), item);
            KeyRules.requireIndexable(definition, Item.empty(), item, false);
        } else {
            key = KeyRules.key(definition.keys(), item);
        }
        clauses.requireScalarKeys(definition);
        if (kind == Kind.UPDATE) {
            clauses.update().requireNoKey(definition.keys());
        }
        return new Write(this, definition, key);
    }
}
