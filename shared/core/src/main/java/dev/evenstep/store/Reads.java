package dev.evenstep.store;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import java.util.Collection;
import java.util.Map;

/** Reading what a decision depends on. */
public interface Reads {

    /** Consistent reads of at most 100 items, in one request. Items that are not there are not in the answer. */
    Map<ItemKey, Item> read(Collection<ItemKey> keys);
}
