package dev.evenstep.aws;

import dev.evenstep.batch.Contained;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.RecordWork;
import dev.evenstep.deadletter.DeadLettering;
import dev.evenstep.deadletter.DeadLetters;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.FailureRule;
import dev.evenstep.retry.RetryPolicy;
import dev.evenstep.store.InMemoryStore;
import java.time.Duration;

/** Any work, with its poison dead-lettered as a consumer's is. */
public record DeadLetteredWork(RecordWork work, DeadLettering deadLettering) implements RecordWork {

    public DeadLetteredWork(RecordWork work, DeadLetters deadLetters, int maxAttempts, Duration margin) {
        this(
                work,
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
        return deadLettering.settle(delivery, delivery.id(), Contained.decide(work, delivery, deadline), deadline);
    }
}
