package dev.evenstep.aws;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import java.time.Duration;

/** Any work, with its poison dead-lettered as a consumer's is. */
public record DeadLetteredWork(RecordHandler handler, DeadLettering deadLettering) implements RecordHandler {

    public DeadLetteredWork(RecordHandler handler, DeadLetters deadLetters, int maxAttempts, Duration margin) {
        this(
                handler,
                new DeadLettering(
                        "test",
                        deadLetters,
                        new InMemoryStore(),
                        RetryPolicy.defaults().withAttempts(maxAttempts),
                        FailureRule.standard(),
                        margin));
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        return deadLettering.settle(
                delivery, delivery.id(), FailureBoundary.decide(handler, delivery, deadline), deadline);
    }
}
