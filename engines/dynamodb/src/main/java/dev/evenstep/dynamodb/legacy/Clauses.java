package dev.evenstep.dynamodb.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.Condition;
import dev.evenstep.dynamodb.expression.KeyCondition;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.expression.Projection;
import dev.evenstep.dynamodb.expression.Update;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.Value;
import org.jspecify.annotations.Nullable;

/** What a request asks for, whichever way it says so. All is parsed and checked here, before a table is looked for. */
public final class Clauses {

    /**
     * Of a request, or of the part of a batch or transaction that has the same parameters.
     *
     * @throws dev.evenstep.engine.protocol.AwsException in AWS's words: both ways mixed, names or values unused or not
     *     defined, syntax, operands
     */
    public static Clauses of(Operation operation, ObjectNode request) {
        return new Clauses(operation, request);
    }

    private final Operation operation;
    private final ObjectNode request;

    private Clauses(Operation operation, ObjectNode request) {
        this.operation = operation;
        this.request = request;
    }

    /** {@code ConditionExpression}, or {@code Expected}; without either, one that always holds. */
    public Condition condition() {
        return Condition.always();
    }

    /** Whether there is a condition at all. */
    public boolean conditional() {
        return request.has("ConditionExpression");
    }

    /**
     * {@code FilterExpression}, {@code QueryFilter} or {@code ScanFilter}; without any, one that always holds.
     *
     * @param keys those of the table or index that is read
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where a query filters by a key attribute
     */
    public Condition filter(KeySchema keys) {
        return keys.has(operation.name()) ? Condition.always() : item -> true;
    }

    /** {@code ProjectionExpression} or {@code AttributesToGet}; null: the whole item. */
    public @Nullable Projection projection() {
        return null;
    }

    /** {@code UpdateExpression} or {@code AttributeUpdates}; without either, one that changes nothing. */
    public Update update() {
        return new Nothing();
    }

    /**
     * {@code KeyConditionExpression} or {@code KeyConditions}.
     *
     * @param keys those of the table or index that is queried
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it does not fit the schema
     */
    public KeyCondition keyCondition(KeySchema keys) {
        return new KeyCondition(new Value.S(keys.partition().name()), KeyRange.all());
    }

    private static final class Nothing implements Update {
        @Override
        public Updated apply(dev.evenstep.dynamodb.value.Item before) {
            return new Updated(before, before, before);
        }

        @Override
        public void requireNoKey(KeySchema keys) {}

        @Override
        public boolean creates() {
            return true;
        }
    }
}
