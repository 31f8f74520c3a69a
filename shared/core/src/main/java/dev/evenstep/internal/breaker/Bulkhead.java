package dev.evenstep.internal.breaker;

import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.internal.batch.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The places of one dependency within an instance: so many records at once, and as many more that wait for one. Any other is
 * given back unstarted, so that a slow dependency never has more than twice its places of a batch's records, and the rest
 * goes on. Made once, and kept as long as the instance lives.
 *
 * <p>A record waits for half of the time that its invocation has left, so that its call has as long as it waited.
 */
public final class Bulkhead {

    /** Until a record that got no place comes back: it costs SQS a request each time. */
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final String dependency;
    private final Semaphore places;
    private final Semaphore room;

    /**
     * @param dependency its name, as in {@link dev.evenstep.decision.DependencyFailure}
     * @param places most records at it at once, of this instance
     */
    public Bulkhead(String dependency, int places) {
        if (places < 1) {
            throw new IllegalArgumentException(
                    "Bulkhead of " + dependency + ": places is " + places + "; at least 1 is needed");
        }
        this.dependency = dependency;
        this.places = new Semaphore(places, true);
        this.room = new Semaphore((int) Math.min(2L * places, Integer.MAX_VALUE));
    }

    /** @param without what it comes to where no place was to be had: the work is not begun */
    public <T> T within(Deadline deadline, Supplier<T> work, Function<Withheld, T> without) {
        if (!room.tryAcquire()) {
            return without.apply(withheld(deadline));
        }
        try {
            if (!getsPlace(deadline.remaining().dividedBy(2))) {
                return without.apply(withheld(deadline));
            }
            try {
                return work.get();
            } finally {
                places.release();
            }
        } finally {
            room.release();
        }
    }

    private boolean getsPlace(Duration patience) {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Withheld withheld(Deadline deadline) {
        return Withheld.behindOthers(dependency, deadline.clock().instant().plus(AWAY));
    }
}
