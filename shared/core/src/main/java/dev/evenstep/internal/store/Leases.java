package dev.evenstep.internal.store;

import dev.evenstep.decision.PermanentFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is at work on an event whose effect lies outside the database, and what the outside answered. */
public interface Leases {

    /**
     * One conditional write: lets an owner work on the step's event. A step whose event was answered, and not committed, is
     * let in with that answer, whoever had the lease; one of another event, or with other data, is not.
     *
     * @param until when the lease ends by itself
     * @param expiry when the record of one event may be forgotten
     * @param takesOver whether an owner's work is taken over whose lease is over and who kept no answer: nobody knows how
     *     far it got. Otherwise that is refused as {@link Refusal.AnswerUnknown}.
     */
    Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver);

    /**
     * One conditional write: keeps what the outside answered on the record, if this owner still has it. It stays there,
     * whatever becomes of the lease, until the step is taken. Keeping it again changes nothing.
     *
     * @param expiry when the record of one event may be forgotten
     * @return why it was not kept; null: it was
     * @throws PermanentFailure when the record has no room for it
     */
    @Nullable
    Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry);

    /** Gives the event back, if this owner still has it; does nothing otherwise. An answer stays. */
    void release(RecordAddress address, String owner);

    sealed interface Claim permits Claimed, Refusal {}

    /** @param answer what an earlier owner was answered; null: nothing is known */
    record Claimed(@Nullable StoredAnswer answer) implements Claim {

        /** For the first time, as far as is known. */
        public Claimed() {
            this(null);
        }
    }
}
