package dev.evenstep.dynamodb.item;

import dev.evenstep.dynamodb.data.ItemKey;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.expression.Update;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import dev.evenstep.engine.protocol.AwsException;
import org.jspecify.annotations.Nullable;

/** A write that fits its table. What it comes to depends on the item that is there. */
public record Write(WriteRequest request, TableDefinition table, ItemKey key) {

    /** What it comes to, given the item that is there, which is null where there is none. */
    public sealed interface Decision {}

    /** Its condition does not hold. */
    public record Refused(@Nullable Item before) implements Decision {}

    /**
     * It may be done.
     *
     * @param after null: no item
     * @param updated of an update
     */
    public record Accepted(@Nullable Item before, @Nullable Item after, Update.@Nullable Updated updated)
            implements Decision {}

    /** @throws AwsException {@code ValidationException} where an update does not fit what is there */
    public Decision decide(@Nullable Item before) {
        if (!request.clauses().condition().test(before == null ? Item.empty() : before)) {
            return new Refused(before);
        }
        return switch (request.kind()) {
            case PUT -> new Accepted(before, request.item(), null);
            case DELETE -> new Accepted(before, null, null);
            case CHECK -> new Accepted(before, before, null);
            case UPDATE -> update(before);
        };
    }

    private Decision update(@Nullable Item before) {
        Update update = request.clauses().update();
        Item start = before == null ? key.attributes() : before;
        Update.Updated updated = update.apply(start);
        if (before == null && !update.creates()) {
            return new Accepted(null, null, updated);
        }
        if (ItemSize.of(updated.item()) > WriteRequest.LARGEST) {
            throw Invalid.request("Item size to update has exceeded the maximum allowed size");
        }
        KeyRules.requireIndexable(table, start, updated.item(), true);
        return new Accepted(before, updated.item(), updated);
    }
}
