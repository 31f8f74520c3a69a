package dev.evenstep.internal.consume;

import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Store;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person decides about an event of which nobody knows whether its call was done. */
final class UnknownOutcomes {

    private final Resequencer resequencer;
    private final Store store;

    UnknownOutcomes(Resequencer resequencer, Store store) {
        this.resequencer = resequencer;
        this.store = store;
    }

    /**
     * Lets the event that is held behind its record run in its turn, or dead-letters it; does nothing where none is held.
     *
     * @return until when somebody is at work on it; null: nobody is
     */
    @Nullable
    Instant decide(RecordAddress address, WakeUp.Task task, Instant now, FollowUp followUp) {
        if (task != WakeUp.Task.RUN_AGAIN && task != WakeUp.Task.DEAD_LETTER) {
            return null;
        }
        Optional<ParkedEvent> held = store.parkedBehind(address).stream()
                .filter(event -> event.state() == ParkedEvent.State.HELD)
                .findFirst();
        if (held.isEmpty()) {
            return null;
        }
        IdempotencyRecord record = store.record(address);
        Instant until = record.owner() == null ? null : record.heldUntil();
        if (until != null && !until.isBefore(now)) {
            return until.plusMillis(1);
        }
        if (task == WakeUp.Task.DEAD_LETTER) {
            resequencer.fail(held.get(), followUp);
            return null;
        }
        if (record.owner() != null) {
            store.release(address, record.owner());
        }
        store.change(held.get().runningAgain());
        return null;
    }
}
