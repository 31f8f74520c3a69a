package dev.evenstep.internal.store;

import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.spi.LeaseStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a leased consumer in no order, without writes and events, needs of a database: records of events, each by itself.
 * Nothing is parked behind them. {@link LeasedOnlyStore} makes a {@link Store} of it.
 */
public interface RecordStore extends LeaseStore, Leases, Records, FailedAttempts {

    /**
     * One conditional write: the event was handled.
     *
     * @param guard what must hold of the record's lease
     * @param result kept with the record, as JSON
     * @param expiry when the record may be forgotten
     * @return why it was not written down; null: it was
     */
    @Nullable
    Refusal complete(Step.InAnyOrder step, Guard guard, @Nullable String result, Instant now, Instant expiry);
}
