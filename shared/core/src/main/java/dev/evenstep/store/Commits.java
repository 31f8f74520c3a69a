package dev.evenstep.store;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.SerializedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Doing everything that an event shall do, and marking the event as handled, in one atomic step. */
public interface Commits {

    /** DynamoDB's limits for one transaction (developer guide, "Constraints", transactions): 100 items, and 4 MB. */
    int MOST_ITEMS = 100;

    long MOST_BYTES = 4L * 1024 * 1024;

    /**
     * All or nothing, in one request.
     *
     * @throws PermanentFailure when DynamoDB would find so each time: what a write makes of its item is above 400 KB, out
     *     of a number's range or not of the kind that it adds or appends to, or the transaction is above 4 MB
     */
    Outcome commit(Commit commit);

    /**
     * @param guard what must hold of the event's mark
     * @param events for the outbox; one with a version takes that version in its entity's log, if nobody has it yet
     * @param result kept with the mark, as JSON
     * @param expiry when the mark may be forgotten
     */
    record Commit(
            IdempotencyKey key,
            Guard guard,
            List<Write> writes,
            List<SerializedEvent> events,
            @Nullable String result,
            Instant now,
            Instant expiry) {

        /**
         * @throws IllegalArgumentException when two writes are to one item, or one neither changes nor checks
         * @throws PermanentFailure for more than 100 items, the mark among them
         */
        public Commit {
            writes = Effect.of(writes).writes();
            events = List.copyOf(events);
            int items = 1 + writes.size() + events.size();
            if (items > MOST_ITEMS) {
                throw new PermanentFailure(
                        Reason.TOO_LARGE, "The transaction has %d items; %d are the most".formatted(items, MOST_ITEMS));
            }
        }
    }

    sealed interface Guard {

        /** Nobody has handled the event, and nobody is at it. */
        record FirstTime() implements Guard {}

        /** This owner's lease still stands: the fence against a late first executor. */
        record HeldBy(String owner) implements Guard {}
    }

    sealed interface Outcome {

        record Committed() implements Outcome {}

        /** The event was handled before; with what was kept then. */
        record AlreadyCompleted(@Nullable String result) implements Outcome {}

        /** Another owner's lease stands. */
        record HeldByAnother(Instant until) implements Outcome {}

        /** The lease is gone, and nobody else has it. */
        record LeaseLost() implements Outcome {}

        /** A condition of a write does not hold. */
        record WriteRefused(ItemKey item) implements Outcome {}

        /**
         * The mark and the writes would have been in order, but another event has a version that one of the events claims.
         *
         * @param entity at the version that is taken
         * @param byEvent source and id of the event that has it, as {@code source#id}
         */
        record VersionTaken(Entity entity, String byEvent) implements Outcome {

            public static VersionTaken by(Envelope event, Entity entity) {
                return new VersionTaken(entity, KeyText.of(event.source(), event.id()));
            }
        }

        /** Another transaction was at one of the items at the same moment. */
        record Contended() implements Outcome {}
    }
}
