package dev.evenstep.aws;

import dev.evenstep.batch.Contained;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.RecordWork;
import dev.evenstep.deadletter.DeadLettering;
import dev.evenstep.deadletter.DeadLetters;
import dev.evenstep.decision.Decision;
import java.time.Duration;

/** Any work, with its poison dead-lettered as a consumer's is. */
public record DeadLetteredWork(RecordWork work, DeadLettering deadLettering) implements RecordWork {

    public DeadLetteredWork(RecordWork work, DeadLetters deadLetters, int maxAttempts, Duration margin) {
        this(work, new DeadLettering("test", deadLetters, maxAttempts, margin));
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        return deadLettering.settle(delivery, Contained.decide(work, delivery, deadline), deadline);
    }
}
