package dev.evenstep.internal.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One delivery's place for its one decision: the first counts, so what comes after the deadline changes nothing. */
final class RecordResult {

    private final Delivery delivery;
    private volatile @Nullable Duration timeAtBegin;
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();

    RecordResult(Delivery delivery) {
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    /** @param time what is left of the invocation's */
    void begin(Duration time) {
        timeAtBegin = time;
    }

    void settle(Decision made) {
        decision.complete(made);
    }

    boolean isSettled() {
        return decision.isDone() && decision.join().settled();
    }

    /** Whether it is still at work, and was begun with so much time left. */
    boolean isAtWorkSince(Duration time) {
        Duration begun = timeAtBegin;
        return !decision.isDone() && begun != null && begun.compareTo(time) >= 0;
    }

    Outcome outcome() {
        settle(new Decision.DeadlineExceeded(timeAtBegin != null));
        return new Outcome(delivery, decision.join());
    }
}
