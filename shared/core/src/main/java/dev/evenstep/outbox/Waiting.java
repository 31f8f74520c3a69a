package dev.evenstep.outbox;

import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.SerializedEvent;
import org.jspecify.annotations.Nullable;

/** One event on its way to the bus. */
final class Waiting {

    private final Delivery delivery;
    private final SerializedEvent event;
    private int failures;
    private @Nullable Decision decision;

    Waiting(Delivery delivery, SerializedEvent event) {
        this.delivery = delivery;
        this.event = event;
    }

    Delivery delivery() {
        return delivery;
    }

    SerializedEvent event() {
        return event;
    }

    int failures() {
        return failures;
    }

    int failedOnceMore() {
        return ++failures;
    }

    void settle(Decision made) {
        decision = made;
    }

    @Nullable
    Decision decision() {
        return decision;
    }
}
