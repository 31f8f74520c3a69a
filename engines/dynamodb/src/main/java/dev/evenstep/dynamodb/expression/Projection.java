package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Item;
import java.util.Set;

/** Some of an item's attributes, or parts of them. */
public interface Projection {

    /** What of the item was asked for; empty where nothing of it is there. */
    Item of(Item item);

    /** The names of the top-level attributes that it reads. */
    Set<String> attributes();
}
