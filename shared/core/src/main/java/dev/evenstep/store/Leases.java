package dev.evenstep.store;

import java.time.Instant;

/** Who is at work on an event whose effect lies outside the database. */
public interface Leases {

    /**
     * One conditional write: lets an owner work on the step's event.
     *
     * @param until when the lease ends by itself
     * @param expiry when the record of one event may be forgotten
     */
    Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry);

    /** Gives the event back, if this owner still has it; does nothing otherwise. */
    void release(RecordAddress address, String owner);

    sealed interface Claim permits Claimed, Refusal {}

    record Claimed() implements Claim {}
}
