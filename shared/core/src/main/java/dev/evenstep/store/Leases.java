package dev.evenstep.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is at work on an event whose effect lies outside the database. */
public interface Leases {

    /** One conditional write. */
    Claim claim(IdempotencyKey key, String owner, Instant now, Instant until, Instant expiry);

    /** Gives the event back, if this owner still has it; does nothing otherwise. */
    void release(IdempotencyKey key, String owner);

    sealed interface Claim {

        record Claimed() implements Claim {}

        record AlreadyCompleted(@Nullable String result) implements Claim {}

        record HeldByAnother(Instant until) implements Claim {}
    }
}
