package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.Item;

/** An update, ready to be applied. */
public interface Update {

    /**
     * @param before with its key; the key alone where there was no item
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it does not fit what is there
     */
    Updated apply(Item before);

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException where it writes a part of the key */
    void requireNoKey(KeySchema keys);

    /** Whether it makes an item where there is none. One that only removes does not. */
    boolean creates();

    /**
     * @param touchedBefore what UPDATED_OLD answers
     * @param touchedAfter what UPDATED_NEW answers
     */
    record Updated(Item item, Item touchedBefore, Item touchedAfter) {}
}
