package dev.evenstep.internal.store;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.SerializedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Doing everything that an event shall do, and writing down that the event was handled, in one atomic step. */
public interface Commits {

    /** DynamoDB's limits for one transaction (developer guide, "Constraints", transactions): 100 items, and 4 MB. */
    int MOST_ITEMS = 100;

    long MOST_BYTES = 4L * 1024 * 1024;

    /**
     * All or nothing, in one request. The record has the first word in a refusal, then the conditions of the writes, then
     * the versions that the events claim.
     *
     * @throws PermanentFailure when DynamoDB would find so each time: what a write makes of its item is above 400 KB, out
     *     of a number's range or not of the kind that it adds or appends to, or the transaction is above 4 MB
     */
    CommitOutcome commit(Commit commit);

    /**
     * @param step of which event, and what lets it in; at {@link RecordAddress.OnItem}, at most one write, to that item
     * @param guard what must hold of the record's lease
     * @param unparking what is known of events that are parked behind the record; null: nothing, and if there are any the
     *     commit is refused
     * @param events for the outbox; one with a version takes that version in its entity's log, if nobody has it yet
     * @param result kept with the record, as JSON
     * @param expiry when the record of one event may be forgotten
     */
    record Commit(
            Step step,
            Guard guard,
            @Nullable Unparking unparking,
            List<Write> writes,
            List<SerializedEvent> events,
            @Nullable String result,
            Instant now,
            Instant expiry) {

        /**
         * @throws IllegalArgumentException when two writes are to one item, or one neither changes nor checks, or one does not fit a
         *     record on its item
         * @throws PermanentFailure for more than 100 items, the record among them
         */
        public Commit {
            writes = Effect.of(writes).writes();
            events = List.copyOf(events);
            int items = 1 + writes.size() + events.size() + (unparking == null || unparking.removing() == null ? 0 : 1);
            if (items > MOST_ITEMS) {
                throw new PermanentFailure(
                        Reason.TOO_LARGE, "The transaction has %d items; %d are the most".formatted(items, MOST_ITEMS));
            }
            if (step.address() instanceof RecordAddress.OnItem onItem) {
                writes.forEach(onItem::requireFitting);
            }
        }

        /** The place of the event's own parked copy, which goes with the step; null: there is none. */
        public @Nullable String removing() {
            return unparking == null ? null : unparking.removing();
        }
    }

    sealed interface Guard {

        /** Nobody has a lease, or it is over. */
        record FirstTime() implements Guard {}

        /** This owner's lease still stands: the fence against a late first executor. */
        record HeldBy(String owner) implements Guard {}
    }

    /**
     * What whoever takes a step knows of the events that are parked behind its record.
     *
     * @param parked how many there are
     * @param removing the place of the parked copy of the event itself, which goes with the step; null: there is none
     */
    record Unparking(int parked, @Nullable String removing) {

        /** How many there are after the step. */
        public int left() {
            return removing == null ? parked : parked - 1;
        }
    }

    sealed interface CommitOutcome permits Committed, WriteRefused, VersionTaken, Contended, Refusal {}

    record Committed() implements CommitOutcome {}

    /** A condition of a write does not hold. */
    record WriteRefused(ItemKey item) implements CommitOutcome {}

    /**
     * Another event has a version that one of the events claims.
     *
     * @param entity at the version that is taken
     * @param byEvent source and id of the event that has it, as {@code source#id}
     */
    record VersionTaken(Entity entity, String byEvent) implements CommitOutcome {

        public static VersionTaken by(Envelope event, Entity entity) {
            return new VersionTaken(entity, KeyText.of(event.source(), event.id()));
        }
    }

    /** Another transaction was at one of the items at the same moment. */
    record Contended() implements CommitOutcome {}
}
