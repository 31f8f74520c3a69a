package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Item;

/** A condition or filter, ready to be applied to many items. */
public interface Condition {

    /** @param item {@link Item#empty()} where there is none */
    boolean test(Item item);

    /** Holds for every item. */
    static Condition always() {
        return item -> true;
    }
}
