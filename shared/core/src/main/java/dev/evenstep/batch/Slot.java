package dev.evenstep.batch;

import dev.evenstep.decision.Decision;
import java.util.concurrent.CompletableFuture;

/** One delivery's place for its one decision: the first counts, so what comes after the deadline changes nothing. */
final class Slot {

    private final Delivery delivery;
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();

    Slot(Delivery delivery) {
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    void settle(Decision made) {
        decision.complete(made);
    }

    boolean isSettled() {
        return decision.isDone() && decision.join().settled();
    }

    Outcome outcome() {
        settle(new Decision.OutOfTime());
        return new Outcome(delivery, decision.join());
    }
}
