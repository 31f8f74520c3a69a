package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.OutboxRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row on its way out. */
final class PendingRow {

    private final OutboxRow row;
    private final @Nullable SerializedEvent event;
    private int failures;
    private @Nullable Decision decision;

    private PendingRow(OutboxRow row, @Nullable SerializedEvent event) {
        this.row = row;
        this.event = event;
    }

    static PendingRow of(OutboxRow row, SerializedEvent event) {
        return new PendingRow(row, event);
    }

    /** A row that nobody can read. */
    static PendingRow settled(OutboxRow row, Decision decision) {
        PendingRow settled = new PendingRow(row, null);
        settled.settle(decision);
        return settled;
    }

    OutboxRow row() {
        return row;
    }

    SerializedEvent event() {
        return Objects.requireNonNull(event, "what nobody can read is never offered");
    }

    int failedOnceMore() {
        return ++failures;
    }

    /** Whether its entity may go on: it is on the bus, or kept aside for good. */
    boolean isOut() {
        return decision instanceof Decision.Applied || decision instanceof Decision.Poison;
    }

    void settle(Decision made) {
        decision = made;
    }

    @Nullable
    Decision decision() {
        return decision;
    }
}
