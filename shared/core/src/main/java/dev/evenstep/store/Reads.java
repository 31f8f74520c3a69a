package dev.evenstep.store;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading what a decision depends on. */
public interface Reads {

    /** Consistent reads of at most 100 items, in one request. Items that are not there are not in the answer. */
    Map<ItemKey, Item> read(Collection<ItemKey> keys);

    /** What is known of an event that was handled, in one consistent read; null: it was not, or that is forgotten. */
    @Nullable
    AlreadyCompleted handled(IdempotencyKey key, Instant now);

    /**
     * The highest version of an entity in the outbox, in one consistent read; 0 where it has none there.
     *
     * @param entity what keeps the order of its events: {@link dev.evenstep.event.Envelope#orderKey}
     */
    int lastVersion(String entity);
}
