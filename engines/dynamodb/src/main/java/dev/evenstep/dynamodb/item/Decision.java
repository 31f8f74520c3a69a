package dev.evenstep.dynamodb.item;

import dev.evenstep.dynamodb.expression.Update;
import dev.evenstep.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/** What a write comes to, given the item that is there. */
public sealed interface Decision {

    /** The item that is there; null where there is none. */
    @Nullable
    Item before();

    /** Its condition does not hold. */
    record Refused(@Nullable Item before) implements Decision {}

    /**
     * It may be done.
     *
     * @param after null: no item
     * @param updated of an update
     */
    record Accepted(@Nullable Item before, @Nullable Item after, Update.@Nullable Updated updated)
            implements Decision {}
}
