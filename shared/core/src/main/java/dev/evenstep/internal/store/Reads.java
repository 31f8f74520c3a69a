package dev.evenstep.internal.store;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Reading what a decision depends on. */
public interface Reads extends Records {

    /** DynamoDB's limit for BatchGetItem. */
    int MOST_KEYS = 100;

    /**
     * Consistent reads of at most 100 items, in one request. Items that are not there are not in the answer.
     *
     * @throws IllegalArgumentException for more than 100 keys
     */
    Map<ItemKey, Item> read(Collection<ItemKey> keys);

    /**
     * The last version that the outbox holds of an entity, in one consistent read; 0 where it holds none.
     *
     * @param entity what keeps the order of its events: {@link dev.evenstep.event.Envelope#orderKey}
     */
    int lastVersion(String entity);

    /** The keys, each once, no more than can be read at once. */
    static Set<ItemKey> distinct(Collection<ItemKey> keys) {
        Set<ItemKey> distinct = Set.copyOf(keys);
        if (distinct.size() > MOST_KEYS) {
            throw new IllegalArgumentException(
                    distinct.size() + " items to read at once; DynamoDB takes " + MOST_KEYS + " keys in one request");
        }
        return distinct;
    }
}
