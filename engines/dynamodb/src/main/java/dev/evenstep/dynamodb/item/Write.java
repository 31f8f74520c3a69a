package dev.evenstep.dynamodb.item;

import dev.evenstep.dynamodb.data.ItemKey;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.expression.Update;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import org.jspecify.annotations.Nullable;

/** A write that fits its table. What it comes to depends on the item that is there. */
public record Write(WriteRequest request, TableDefinition table, ItemKey key) {

    /**
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where an update does not fit what is there
     */
    public Decision decide(@Nullable Item before) {
        if (!request.clauses().condition().test(before == null ? Item.empty() : before)) {
            return new Decision.Refused(before);
        }
        return switch (request.kind()) {
            case PUT -> new Decision.Accepted(before, request.item(), null);
            case DELETE -> new Decision.Accepted(before, null, null);
            case CHECK -> new Decision.Accepted(before, before, null);
            case UPDATE -> update(before);
        };
    }

    private Decision update(@Nullable Item before) {
        Update update = request.clauses().update();
        Item start = before == null ? key.attributes() : before;
        Update.Updated updated = update.apply(start);
        if (before == null && !update.creates()) {
            return new Decision.Accepted(null, null, updated);
        }
        if (ItemSize.of(updated.item()) > WriteRequest.LARGEST) {
            throw Invalid.request("Item size to update has exceeded the maximum allowed size");
        }
        KeyRules.requireIndexable(table, start, updated.item(), true);
        return new Decision.Accepted(before, updated.item(), updated);
    }
}
