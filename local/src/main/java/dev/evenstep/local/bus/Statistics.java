package dev.evenstep.local.bus;

import java.util.concurrent.atomic.LongAdder;

/** What became of events and deliveries since the start; a sum that only grows. */
public final class Statistics {

    final LongAdder events = new LongAdder();
    final LongAdder unmatched = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder deadLettered = new LongAdder();
    final LongAdder dropped = new LongAdder();

    /**
     * @param events accepted on any bus
     * @param unmatched of these, the ones that no rule matched, or whose bus does not exist
     * @param delivered to a target
     * @param retried attempts that failed and are made again
     * @param deadLettered given up and sent to a dead-letter queue
     * @param dropped given up without a dead-letter queue that took them
     */
    public record Snapshot(
            long events, long unmatched, long delivered, long retried, long deadLettered, long dropped) {}

    public Snapshot snapshot() {
        return new Snapshot(
                events.sum(), unmatched.sum(), delivered.sum(), retried.sum(), deadLettered.sum(), dropped.sum());
    }
}
