package dev.evenstep.aws.internal;

import dev.evenstep.internal.batch.BatchWork;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.consume.WakeUp.Task;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;

/**
 * Work that runs once before Lambda takes SnapStart's snapshot of it: with a wake-up that is not due for long, which goes
 * the whole way of a record but to the database, and changes nothing. What it loads and compiles is in the snapshot.
 */
public final class SnapStartPriming implements BatchWork, Resource {

    private static final Duration NOT_DUE_FOR = Duration.ofDays(1);
    private static final Duration TIME = Duration.ofSeconds(5);

    private final String consumer;
    private final BatchWork work;
    private final Clock clock;

    private SnapStartPriming(String consumer, BatchWork work, Clock clock) {
        this.consumer = consumer;
        this.work = work;
        this.clock = clock;
    }

    /** @param context knows when the snapshot is taken; it holds on to the work only as long as a function does */
    public static BatchWork of(String consumer, BatchWork work, Clock clock, Context<Resource> context) {
        SnapStartPriming primed = new SnapStartPriming(consumer, work, clock);
        context.register(primed);
        return primed;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        return work.run(batch, deadline);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        WakeUp notDue = new WakeUp(
                consumer,
                "priming",
                null,
                null,
                Task.LOOK_AFTER,
                clock.instant().plus(NOT_DUE_FOR));
        Delivery delivery = new Delivery("priming", notDue.toMessage(clock.instant()), null, 1);
        List<Outcome> unused = work.run(List.of(delivery), Deadline.in(TIME, clock));
    }

    /** Nothing is kept that would be wrong in a copy: leases are named when they are taken, and clients connect anew. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
