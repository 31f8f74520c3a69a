package dev.evenstep.internal.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One delivery's place for its one decision: the first counts, so what comes after the deadline changes nothing. */
final class Slot {

    private final Delivery delivery;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();

    Slot(Delivery delivery) {
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    void begin() {
        begun.set(true);
    }

    void settle(Decision made) {
        decision.complete(made);
    }

    boolean isSettled() {
        return decision.isDone() && decision.join().settled();
    }

    Outcome outcome() {
        settle(new Decision.OutOfTime(begun.get()));
        return new Outcome(delivery, decision.join());
    }
}
