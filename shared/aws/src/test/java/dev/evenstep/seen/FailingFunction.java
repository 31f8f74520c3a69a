package dev.evenstep.seen;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
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
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.testkit.FakeContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A function in a JVM of its own, wired as behind a queue, in which everything fails that can. */
final class FailingFunction {

    static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

    private static final String CONSUMER = "take-order";

    record Order(String secret) {}

    private FailingFunction() {}

    /** A record that fails by itself until it is given up, one whose gateway is away, and one that nobody can read. */
    public static void main(String[] arguments) {
        SqsProcessor function = function();
        for (int receive = 1; receive <= 5; receive++) {
            handle(function, message("e-1", receive));
        }
        handle(function, message("e-2", 1));
        SQSMessage unreadable = message("e-3", 1);
        unreadable.setBody("{\"id\":\"e-3\",\"secret\":");
        handle(function, unreadable);
    }

    static Effect refused(Event<Order> event) {
        if (event.id().equals("e-2")) {
            throw new DependencyFailure("gateway", "no answer");
        }
        return Objects.requireNonNull(null, "no such article");
    }

    private static SqsProcessor function() {
        Clock clock = Clock.systemUTC();
        EmbeddedMetrics telemetry = new EmbeddedMetrics(clock, System.out::println);
        RetryPolicy policy = RetryPolicy.defaults().withAttempts(5);
        InMemoryStore store = new InMemoryStore();
        BatchOptions options = BatchOptions.defaults();
        DeadLettering deadLettering = new DeadLettering(
                CONSUMER, (consumer, delivery, poison) -> {}, store, policy, FailureRule.standard(), options.margin());
        EventProcessor work = new EventProcessor(
                Consumer.transactional(CONSUMER)
                        .on(EventType.of("shop", "OrderPlaced", Order.class), FailingFunction::refused),
                new EnvelopeJson(Limits.defaults()),
                new ConsumePorts(store, deadLettering, WakeUps.none(), telemetry),
                ConsumeOptions.defaults());
        RetryScheduler retries = new RetryScheduler(
                () -> {
                    throw new IllegalStateException("There is no queue");
                },
                policy,
                1_000,
                clock);
        return new SqsProcessor(CONSUMER, new ConcurrentBatchProcessor(work, options), retries, telemetry, clock);
    }

    private static void handle(SqsProcessor function, SQSMessage message) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        SQSBatchResponse unused = function.handle(event, new FakeContext(20_000));
    }

    private static SQSMessage message(String id, int receive) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-" + id);
        message.setBody("""
                {"specversion":"1.0","id":"%s","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",
                 "subject":"order-1","entityversion":3,"data":{"secret":"4711"}}""".formatted(id));
        message.setAttributes(Map.of(
                "ApproximateReceiveCount",
                Integer.toString(receive),
                "SentTimestamp",
                Long.toString(System.currentTimeMillis() - 90_000),
                "AWSTraceHeader",
                TRACE));
        return message;
    }
}
