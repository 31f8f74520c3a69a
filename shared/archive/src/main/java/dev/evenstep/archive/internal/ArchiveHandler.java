package dev.evenstep.archive.internal;

import dev.evenstep.aws.internal.AwsFailures;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.FailedAttempts;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Archives one record. What can never be archived is dead-lettered; whatever else fails is the table's failure and none of the
 * record's, so that no attempts are counted, and it is tried again until the policy's patience is over.
 */
public final class ArchiveHandler implements RecordHandler {

    private final ArchiveTable table;
    private final DeadLettering deadLettering;
    private final Clock clock;

    private ArchiveHandler(ArchiveTable table, DeadLettering deadLettering, Clock clock) {
        this.table = table;
        this.deadLettering = deadLettering;
        this.clock = clock;
    }

    /** @param margin as {@link DeadLettering} has it */
    public static ArchiveHandler of(
            String name,
            ArchiveTable table,
            DeadLetters deadLetters,
            RetryPolicy retries,
            Duration margin,
            Clock clock) {
        FailureRule rule = new AwsFailures().or(FailureRule.standard()).or(failure -> Failure.of("archive-table"));
        return new ArchiveHandler(
                table, new DeadLettering(name, deadLetters, new Uncounted(), retries, rule, margin), clock);
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        Decision decision = FailureBoundary.decide(
                (record, end) -> table.put(IncomingEvent.of(record.body(), record.sentAt()), clock.instant()),
                delivery,
                deadline);
        return deadLettering.settle(delivery, delivery.id(), decision, deadline);
    }

    /** There is nothing to count. */
    private record Uncounted() implements FailedAttempts {

        @Override
        public int add(String record, Instant expiry) {
            return 1;
        }

        @Override
        public void forget(String record) {}
    }
}
