package dev.evenstep.demo.schedules;

import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.schema.EventType;
import org.jspecify.annotations.Nullable;

/** How many orders there were, and what became of them: a sum over streams, into which an event must go once. */
record ShopTally(int placed, int confirmed, int cancelled) {

    static final String KEY = "all";

    static final ShopTally NONE = new ShopTally(0, 0, 0);

    static final Projection<ShopTally> PROJECTION = Projection.named("tally", ShopTally.class)
            .on(
                    EventType.of("shop", "OrderPlaced", Counted.class).since(2, 2),
                    event -> KEY,
                    (before, event) -> plus(before, 1, 0, 0))
            .on(
                    EventType.of("shop", "OrderConfirmed", Counted.class),
                    event -> KEY,
                    (before, event) -> plus(before, 0, 1, 0))
            .on(
                    EventType.of("shop", "OrderCancelled", Counted.class),
                    event -> KEY,
                    (before, event) -> plus(before, 0, 0, 1));

    record Counted() {}

    private static ShopTally plus(@Nullable ShopTally before, int placed, int confirmed, int cancelled) {
        ShopTally tally = before == null ? NONE : before;
        return new ShopTally(tally.placed + placed, tally.confirmed + confirmed, tally.cancelled + cancelled);
    }
}
