package dev.evenstep.streaming;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.schema.DataBinding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored for a key, in one item.
 *
 * @param revision counts the writes; 0: there is no item
 * @param now the latest time by which anything was decided, so that a clock which is behind opens nothing that is closed
 * @param timer when a timer comes that is under way; null: none is
 */
record KeyedState<S>(long revision, Instant now, @Nullable Instant timer, S state) {

    private static final DataBinding BINDING = new DataBinding();
    private static final String REVISION = "revision";
    private static final String NOW = "decidedAt";
    private static final String TIMER = "timer";
    private static final String STATE = "state";
    private static final String EXPIRES = "expires";

    static <S> KeyedState<S> of(@Nullable Item item, Class<S> stateClass, S empty) {
        if (item == null) {
            return new KeyedState<>(0, Instant.MIN, null, empty);
        }
        return new KeyedState<>(
                item.whole(REVISION),
                Instant.parse(item.text(NOW)),
                item.has(TIMER) ? Instant.parse(item.text(TIMER)) : null,
                BINDING.read(item.text(STATE), stateClass, "the state of a key"));
    }

    /** The item in its place, behind what was read. */
    Write.Put write(ItemKey key, KeyedState<S> next, @Nullable Instant expires) {
        Item item =
                Item.of(REVISION, revision + 1).with(NOW, next.now.toString()).with(STATE, BINDING.text(next.state));
        if (next.timer != null) {
            item = item.with(TIMER, next.timer.toString());
        }
        if (expires != null) {
            item = item.with(EXPIRES, expires.getEpochSecond());
        }
        return Write.put(key, item).when(revision == 0 ? Condition.absent() : Condition.equal(REVISION, revision));
    }
}
