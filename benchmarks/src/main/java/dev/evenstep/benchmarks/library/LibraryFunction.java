package dev.evenstep.benchmarks.library;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.internal.eventbridge.BusWrapping;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.Redelivery;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatch;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.Consumption;
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
        var envelopes = new EnvelopeJson(Limits.defaults(), BusWrapping::unwrap);
        var work = new ConcurrentBatch(new Consumption(Reservations.CONSUMER, envelopes, ports, options), batch);
        var redelivery = new Redelivery(
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
