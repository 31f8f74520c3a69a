package dev.evenstep.aws;

import dev.evenstep.aws.internal.SnapStartPriming;
import dev.evenstep.aws.internal.eventbridge.EventBridgeProcessor;
import dev.evenstep.aws.internal.sqs.RetryQueue;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.aws.internal.sqs.SqsRetries;
import dev.evenstep.aws.internal.sqs.SqsWakeUps;
import dev.evenstep.aws.internal.sqs.YieldOptions;
import dev.evenstep.aws.internal.sqs.Yielding;
import dev.evenstep.aws.internal.stream.OutboxStreamProcessor;
import dev.evenstep.consume.Consumer;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumerDefinition;
import dev.evenstep.internal.consume.LeasesAlone;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.source.MappedBatch;
import dev.evenstep.internal.source.SourceRunner;
import dev.evenstep.internal.source.Unsettled;
import dev.evenstep.spi.LeaseStore;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.crac.Core;

/** A function's source, and behind it the work of its consumers. */
final class Wiring {

    static final String WAKE_UP_QUEUE = "WAKE_UP_QUEUE_URL";
    /** Lambda's own variable: {@code snap-start} where it will take a snapshot. */
    static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    static final String YIELD_TO_QUEUE = "YIELD_TO_QUEUE_URL";

    /** A stream forgets its records after 24 hours: what is given up before that is in the dead-letter queue. */
    private static final Duration LONGEST_ON_A_STREAM = Duration.ofHours(20);

    private final WiringOptions options;
    private final Settings settings;

    Wiring(WiringOptions options) {
        this.options = options;
        this.settings = options.settings();
    }

    SqsFunction sqs(List<Consumer> consumers) {
        int maxReceives = settings.requiredCount("MAX_RECEIVE_COUNT", "the queue's maxReceiveCount");
        WakeUps wakeUps = new SqsWakeUps(options.sqs(), settings.optional(WAKE_UP_QUEUE), options.clock());
        WiredWork work = work(consumers, options.retries(), consumer -> wakeUps, this::yielding);
        return new SqsProcessor(
                work.name(),
                work.batch(),
                new RetryScheduler(options.sqs(), options.retries(), maxReceives, options.clock()),
                work.telemetry(),
                options.clock());
    }

    private BatchProcessor yielding(BatchProcessor work) {
        String url = settings.optional(YIELD_TO_QUEUE);
        if (url == null) {
            return work;
        }
        YieldOptions defaults = YieldOptions.to(url);
        int line = settings.countOr("YIELD_TO_MESSAGES", "how many must wait to be yielded to", defaults.line());
        Duration longest = settings.secondsOr(
                "YIELD_AT_MOST_SECONDS", "the seconds for which a message yields", defaults.longest());
        return new Yielding(work, options.sqs(), defaults.withLine(line).withLongest(longest));
    }

    EventBridgeFunction eventBridge(List<Consumer> consumers) {
        String queue = settings.optional(WAKE_UP_QUEUE);
        WiredWork work = work(consumers, options.retries(), this::wakeUpsOfTheirOwn, UnaryOperator.identity());
        return new EventBridgeProcessor(
                work.name(),
                work.batch(),
                queue == null ? null : new SqsRetries(options.sqs(), queue),
                options.retries(),
                work.telemetry(),
                options.clock());
    }

    OutboxStreamFunction outboxStream(List<Consumer> consumers) {
        WiredWork work = work(consumers, onAStream(), this::wakeUpsOfTheirOwn, UnaryOperator.identity());
        return new OutboxStreamProcessor(work.name(), work.batch(), work.telemetry(), options.clock());
    }

    <E, A> SourceFunction<E, A> source(Source<E, A> source, List<Consumer> consumers) {
        boolean isStream = source.redelivery() == Redelivery.FROM_FIRST;
        String queue = source.redelivery() == Redelivery.BATCH ? settings.optional(WAKE_UP_QUEUE) : null;
        WiredWork work = work(
                consumers,
                isStream ? onAStream() : options.retries(),
                this::wakeUpsOfTheirOwn,
                UnaryOperator.identity());
        SourceRunner<E, A> runner = new SourceRunner<>(
                work.name(),
                source,
                work.batch(),
                work.telemetry(),
                queue == null
                        ? Unsettled.staysWithItsSource()
                        : new RetryQueue<>(work.name(), new SqsRetries(options.sqs(), queue), options.retries()));
        return (event, context) ->
                runner.run(event, Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), options.clock()));
    }

    private RetryPolicy onAStream() {
        Duration patience = options.retries().patience();
        return options.retries()
                .withPatience(patience.compareTo(LONGEST_ON_A_STREAM) > 0 ? LONGEST_ON_A_STREAM : patience);
    }

    /** Behind a source that is no queue, a consumer that parks events needs one besides, for messages to itself. */
    private WakeUps wakeUpsOfTheirOwn(Consumer consumer) {
        return ConsumerDefinition.of(consumer).parks()
                ? new SqsWakeUps(
                        options.sqs(),
                        settings.required(
                                WAKE_UP_QUEUE,
                                "the URL of an SQS queue behind which the same consumer runs, for its messages to itself"),
                        options.clock())
                : WakeUps.none();
    }

    private WiredWork work(
            List<Consumer> consumers,
            RetryPolicy retries,
            Function<Consumer, WakeUps> wakeUps,
            UnaryOperator<BatchProcessor> around) {
        requireNamesOfTheirOwn(consumers);
        LeaseStore leases = options.leaseStore();
        if (leases != null) {
            consumers.forEach(consumer -> LeasesAlone.requireEnoughFor(consumer, leases));
        }
        List<WakeUps> own = consumers.stream().map(wakeUps).toList();
        ConsumerWiring wiring = new ConsumerWiring(options, retries, consumers);
        String first = consumers.getFirst().name();
        WiredWork work = wiring.work(own, batch -> primed(first, around.apply(batch)));
        return new WiredWork(work.name(), new MappedBatch(work.batch(), options.mapping()), work.telemetry());
    }

    private BatchProcessor primed(String consumer, BatchProcessor work) {
        return "snap-start".equals(settings.optional(INITIALIZATION))
                ? SnapStartPriming.of(consumer, work, options.clock(), Core.getGlobalContext())
                : work;
    }

    private static void requireNamesOfTheirOwn(List<Consumer> consumers) {
        Set<String> names = new HashSet<>();
        for (Consumer consumer : consumers) {
            if (!names.add(consumer.name())) {
                throw new IllegalArgumentException("Two consumers of the function are called " + consumer.name()
                        + ": their idempotency records would be one, so give one another name");
            }
        }
    }
}
