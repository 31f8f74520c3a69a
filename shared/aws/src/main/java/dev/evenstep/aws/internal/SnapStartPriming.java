package dev.evenstep.aws.internal;

import dev.evenstep.internal.batch.BatchProcessor;
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
public final class SnapStartPriming implements BatchProcessor, Resource {

    private static final Duration NOT_DUE_FOR = Duration.ofDays(1);
    private static final Duration TIME = Duration.ofSeconds(5);

    private final String consumer;
    private final BatchProcessor processor;
    private final Clock clock;

    private SnapStartPriming(String consumer, BatchProcessor processor, Clock clock) {
        this.consumer = consumer;
        this.processor = processor;
        this.clock = clock;
    }

    /** @param context knows when the snapshot is taken; it holds on to the work only as long as a function does */
    public static BatchProcessor of(String consumer, BatchProcessor processor, Clock clock, Context<Resource> context) {
        SnapStartPriming primed = new SnapStartPriming(consumer, processor, clock);
        context.register(primed);
        return primed;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        return processor.run(batch, deadline);
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
        List<Outcome> unused = processor.run(List.of(delivery), Deadline.in(TIME, clock));
    }

    /** Nothing is kept that would be wrong in a copy: leases are named when they are taken, and clients connect anew. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
