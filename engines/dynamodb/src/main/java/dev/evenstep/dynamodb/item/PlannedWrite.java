package dev.evenstep.dynamodb.item;

import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.data.PrimaryKey;
import dev.evenstep.dynamodb.expression.UpdateExpression;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.engine.protocol.AwsException;
import org.jspecify.annotations.Nullable;

/** A write that fits its table. What it comes to depends on the item that is there. */
public record PlannedWrite(WriteRequest request, TableDefinition table, PrimaryKey key) {

    /** What it comes to, given the item that is there, which is null where there is none. */
    public sealed interface WriteVerdict {}

    /** Its condition does not hold. */
    public record ConditionFailed(@Nullable TableItem before) implements WriteVerdict {}

    /**
     * It may be done.
     *
     * @param after null: no item
     * @param updated of an update
     */
    public record Permitted(
            @Nullable TableItem before, @Nullable TableItem after, UpdateExpression.@Nullable Updated updated)
            implements WriteVerdict {}

    /** @throws AwsException {@code ValidationException} where an update does not fit what is there */
    public WriteVerdict decide(@Nullable TableItem before) {
        if (!request.clauses().condition().test(before == null ? TableItem.empty() : before)) {
            return new ConditionFailed(before);
        }
        return switch (request.kind()) {
            case PUT -> new Permitted(before, request.item(), null);
            case DELETE -> new Permitted(before, null, null);
            case CHECK -> new Permitted(before, before, null);
            case UPDATE -> update(before);
        };
    }

    private WriteVerdict update(@Nullable TableItem before) {
        UpdateExpression update = request.clauses().update();
        TableItem start = before == null ? key.attributes() : before;
        UpdateExpression.Updated updated = update.apply(start);
        if (before == null && !update.creates()) {
            return new Permitted(null, null, updated);
        }
        if (BilledSize.of(updated.item()) > WriteRequest.LARGEST) {
            throw Invalid.request("Item size to update has exceeded the maximum allowed size");
        }
        KeyRules.requireIndexable(table, start, updated.item(), true);
        return new Permitted(before, updated.item(), updated);
    }
}
