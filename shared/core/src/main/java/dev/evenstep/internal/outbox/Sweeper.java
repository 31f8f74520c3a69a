package dev.evenstep.internal.outbox;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.Relay.Relayed;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Publishes what a relay left: rows that no stream tells of any more, oldest first, each entity in the order of its
 * versions, by ringing the relay for them. An entity that cannot be published is rung for once a sweep and delays no
 * other. A sweep ends when nothing is left, when its time is over, or when the bus is away; the next one begins anew.
 */
public final class Sweeper {

    private final Relay relay;
    private final UnpublishedRows rows;
    private final SweepOptions options;

    public Sweeper(Relay relay, UnpublishedRows rows, SweepOptions options) {
        this.relay = relay;
        this.rows = rows;
        this.options = options;
    }

    /**
     * What a sweep came to.
     *
     * @param outcomes of the rows that were tried
     * @param left what is old enough and still not published
     */
    public record Swept(List<Outcome> outcomes, Backlog left) {

        public Swept {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Sweeps all. */
    public Swept sweep(Deadline deadline) {
        return sweep(any -> true, deadline);
    }

    /** @param which the rows to publish; what stands before them of their entities goes out too */
    public Swept sweep(Predicate<OutboxKey> which, Deadline deadline) {
        Instant now = deadline.clock().instant();
        Sweep sweep = new Sweep(new OldestFirst(rows, now.minus(options.age())), which, options);
        boolean goesOn = true;
        while (goesOn) {
            List<UnpublishedRow> batch = sweep.batch();
            goesOn = !batch.isEmpty() && relay.timeIsLeft(deadline);
            if (goesOn) {
                Relayed relayed = relay.relay(batch.stream().map(Sweeper::bell).toList(), deadline);
                sweep.note(batch, relayed.outcomes());
                goesOn = !relayed.busIsAway();
            } else {
                sweep.leave(batch);
            }
        }
        sweep.countRest(() -> relay.timeIsLeft(deadline));
        return new Swept(sweep.outcomes(), sweep.left(now));
    }

    /** It tells of a row and brings none: the relay reads what the outbox says. */
    private static Delivery bell(UnpublishedRow row) {
        OutboxKey key = row.key();
        String version = Integer.toString(key.version());
        return new Delivery(
                key.entity() + "/" + version,
                "",
                key.entity(),
                1,
                row.committed(),
                Map.of(Relay.VERSION, new Delivery.Attribute("Number", version)));
    }
}
