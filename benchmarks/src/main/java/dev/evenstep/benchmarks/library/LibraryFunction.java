package dev.evenstep.benchmarks.library;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.internal.eventbridge.EventBridgeEnvelope;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.Store;
import dev.evenstep.spi.FailureRule;
import java.time.Clock;

/** {@link Reservations} behind an SQS queue, wired as {@code Evenstep} does it but for the store. */
final class LibraryFunction {

    private static final int ATTEMPTS = 8;

    private final SqsProcessor function;

    LibraryFunction(Store store) {
        var clock = Clock.systemUTC();
        var name = Reservations.CONSUMER.name();
        var batch = BatchOptions.defaults();
        var options = ConsumeOptions.defaults();
        var metrics = new EmbeddedMetrics(clock, line -> {});
        var deadLettering = new DeadLettering(
                name,
                (consumer, delivery, poison) -> {
                    throw new IllegalStateException("dead letter: " + poison);
                },
                store,
                RetryPolicy.defaults(),
                FailureRule.standard(),
                batch.margin());
        var ports = new ConsumePorts(store, deadLettering, WakeUps.none(), metrics);
        var envelopes = new EnvelopeJson(Limits.defaults(), EventBridgeEnvelope::unwrap);
        var work = new ConcurrentBatchProcessor(
                new EventProcessor(Reservations.CONSUMER, envelopes, ports, options), batch);
        var redelivery = new RetryScheduler(
                () -> {
                    throw new IllegalStateException("nothing is to come back");
                },
                RetryPolicy.defaults(),
                ATTEMPTS,
                clock);
        this.function = new SqsProcessor(name, work, redelivery, metrics, clock);
    }

    /** @throws IllegalStateException unless everything took effect */
    void handle(SQSEvent event) {
        var failures = function.handle(event, new OneInvocation()).getBatchItemFailures();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " records failed");
        }
    }
}
