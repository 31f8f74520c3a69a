package dev.evenstep.store;

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

    /** All or nothing, in one request. */
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

        public Commit {
            writes = List.copyOf(writes);
            events = List.copyOf(events);
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
