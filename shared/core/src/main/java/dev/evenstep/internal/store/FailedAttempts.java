package dev.evenstep.internal.store;

import java.time.Instant;

/** How often records have failed by themselves. Nothing is written for a record that does not fail. */
public interface FailedAttempts {

    /**
     * Counts one more; one write.
     *
     * @param record the record's name: its consumer's and its event's, or what its source knows it by
     * @param expiry when the count may be forgotten
     * @return all so far, this one included
     */
    int add(String record, Instant expiry);

    /** Forgets a record that was given up, so that its redrive begins anew; one write. */
    void forget(String record);
}
