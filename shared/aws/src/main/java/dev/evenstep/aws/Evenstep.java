package dev.evenstep.aws;

import dev.evenstep.aws.internal.AwsFailures;
import dev.evenstep.aws.internal.SnapStartPriming;
import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.SharedProbes;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.aws.internal.eventbridge.BusWrapping;
import dev.evenstep.aws.internal.eventbridge.EventBridgeProcessor;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.Redelivery;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.aws.internal.sqs.SqsRetries;
import dev.evenstep.aws.internal.sqs.SqsWakeUps;
import dev.evenstep.aws.internal.sqs.YieldOptions;
import dev.evenstep.aws.internal.sqs.Yielding;
import dev.evenstep.aws.internal.stream.OutboxStreamProcessor;
import dev.evenstep.consume.Consumer;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.BatchWork;
import dev.evenstep.internal.batch.ConcurrentBatch;
import dev.evenstep.internal.batch.RecordWork;
import dev.evenstep.internal.breaker.BreakerOptions;
import dev.evenstep.internal.breaker.Guarded;
import dev.evenstep.internal.breaker.Probes;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.ConsumerDefinition;
import dev.evenstep.internal.consume.Consumption;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.Store;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.crac.Core;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The wiring of a function: made once, in a handler's constructor, from the environment that its template gave it.
 *
 * <ul>
 *   <li>{@code IDEMPOTENCY_TABLE}: marks, positions and leases; {@code OUTBOX_TABLE}: events to publish; {@code
 *       <NAME>_TABLE}: the domain's tables by their logical names
 *   <li>{@code DEAD_LETTER_QUEUE_URL}: where records go that will never succeed
 *   <li>{@code MAX_RECEIVE_COUNT}: the queue's own, for consumers behind a queue, which gives nobody up
 *   <li>{@code RETRY_ATTEMPTS}: how often a record is tried that itself fails (8 by default); {@code RETRY_BASE_SECONDS}:
 *       how long before the first retry, doubled with each (2 by default, 15 minutes at most); {@code
 *       RETRY_PATIENCE_SECONDS}: how old a record may become while what it depends on fails (3 days by default; on a
 *       stream, which forgets its records after a day, 20 hours at most)
 *   <li>{@code CIRCUIT_BREAKER}: {@code shared}, so that all instances together probe what is away (a write for each probe),
 *       or {@code off}; each instance has its own by default
 *   <li>{@code BATCH_CONCURRENCY}: most records of one invocation at work at once (100 by default)
 *   <li>{@code YIELD_TO_QUEUE_URL}: for a consumer behind several SQS queues, the one that is served first while {@code
 *       YIELD_TO_MESSAGES} (10 by default) wait there; {@code YIELD_AT_MOST_SECONDS}: how old a message of another queue may
 *       become before it is served all the same (900 by default)
 *   <li>{@code START_CHECKS}: {@code off}, so that the start does not look whether all of these are there
 *   <li>for consumers in order, those that stop groups, and those that may be sent {@code dependson}: {@code
 *       PARKED_TABLE}: events that wait for others; {@code GAP_PATIENCE_SECONDS}: how long (3,600 by default); {@code
 *       WAKE_UP_QUEUE_URL}: a queue for the consumer's messages to itself, which behind a queue is that queue unless
 *       another is named; a consumer that EventBridge invokes hands what did not settle to it
 * </ul>
 */
public final class Evenstep {

    private static final String WAKE_UP_QUEUE = "WAKE_UP_QUEUE_URL";
    private static final String YIELD_TO_QUEUE = "YIELD_TO_QUEUE_URL";
    private static final int DEFAULT_RETRY_BASE_SECONDS = 2;
    private static final int DEFAULT_PATIENCE_SECONDS = 3_600;
    /** A stream forgets its records after 24 hours: what is given up before that is in the dead-letter queue. */
    private static final Duration LONGEST_ON_A_STREAM = Duration.ofHours(20);

    /** Lambda's own variable: {@code snap-start} where it will take a snapshot. */
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final String BREAKER = "CIRCUIT_BREAKER";

    private final Settings settings;
    private final FailureRule rule;
    private final Supplier<SqsClient> sqs = Clients.sqs();
    private final Supplier<DynamoDbClient> dynamoDb =
            new Lazy<>(() -> Clients.configured(DynamoDbClient.builder()).build());
    private final Clock clock = Clock.systemUTC();
    private final Telemetry telemetry = new EmbeddedMetrics(clock, System.out::println);
    private final EnvelopeJson envelopes = new EnvelopeJson(Limits.defaults(), BusWrapping::unwrap);

    private Evenstep(Map<String, String> environment, FailureRule rule) {
        this.settings = new Settings(environment);
        this.rule = rule;
    }

    /** @param environment {@code System.getenv()}, on Lambda */
    public static Evenstep from(Map<String, String> environment) {
        return new Evenstep(environment, new AwsFailures().or(FailureRule.standard()));
    }

    /** The same, with a rule that judges failures before the standard ones do: the AWS SDK's codes, and what is remote. */
    public Evenstep judging(FailureRule own) {
        return new Evenstep(settings.environment(), own.or(rule));
    }

    /** A consumer behind an SQS queue, standard or FIFO. */
    public SqsFunction sqs(Consumer consumer) {
        int maxReceives = settings.requiredCount("MAX_RECEIVE_COUNT", "the queue's maxReceiveCount");
        RetryPolicy policy = policy();
        WakeUps wakeUps = new SqsWakeUps(sqs, settings.optional(WAKE_UP_QUEUE), clock);
        return new SqsProcessor(
                consumer.name(),
                yielding(batch(consumer, wakeUps, policy)),
                new Redelivery(sqs, policy, maxReceives, clock),
                telemetry,
                clock);
    }

    private BatchWork yielding(BatchWork work) {
        String url = settings.optional(YIELD_TO_QUEUE);
        if (url == null) {
            return work;
        }
        YieldOptions defaults = YieldOptions.to(url);
        int line = settings.countOr("YIELD_TO_MESSAGES", "how many must wait to be yielded to", defaults.line());
        int seconds = settings.countOr(
                "YIELD_AT_MOST_SECONDS",
                "the seconds for which a message yields",
                Math.toIntExact(defaults.longest().toSeconds()));
        return new Yielding(work, sqs, defaults.withLine(line).withLongest(Duration.ofSeconds(seconds)));
    }

    /** A consumer that a rule of EventBridge invokes directly. */
    public EventBridgeFunction eventBridge(Consumer consumer) {
        RetryPolicy policy = policy();
        String queue = settings.optional(WAKE_UP_QUEUE);
        return new EventBridgeProcessor(
                consumer.name(),
                batch(consumer, wakeUpsOfTheirOwn(consumer), policy),
                queue == null ? null : new SqsRetries(sqs, queue),
                policy,
                telemetry,
                clock);
    }

    /**
     * A consumer of the events that an outbox table's stream brings. The stream keeps no order across an entity's events
     * (see {@link OutboxStreamProcessor}), so that a consumer that needs it goes by their versions.
     */
    public OutboxStreamFunction outboxStream(Consumer consumer) {
        RetryPolicy policy = policy();
        Duration patience =
                policy.patience().compareTo(LONGEST_ON_A_STREAM) > 0 ? LONGEST_ON_A_STREAM : policy.patience();
        return new OutboxStreamProcessor(
                consumer.name(),
                batch(consumer, wakeUpsOfTheirOwn(consumer), policy.withPatience(patience)),
                telemetry,
                clock);
    }

    private RetryPolicy policy() {
        RetryPolicy defaults = RetryPolicy.defaults();
        int base =
                settings.countOr("RETRY_BASE_SECONDS", "the seconds before a first retry", DEFAULT_RETRY_BASE_SECONDS);
        int attempts =
                settings.countOr("RETRY_ATTEMPTS", "how often a record is tried that fails", defaults.attempts());
        int patience = settings.countOr(
                "RETRY_PATIENCE_SECONDS",
                "the seconds for which what fails for want of a dependency is tried",
                Math.toIntExact(defaults.patience().toSeconds()));
        return RetryPolicy.from(Duration.ofSeconds(base))
                .withAttempts(attempts)
                .withPatience(Duration.ofSeconds(patience));
    }

    /** Behind a source that is no queue, a consumer that parks events needs one besides, for messages to itself. */
    private WakeUps wakeUpsOfTheirOwn(Consumer consumer) {
        return ConsumerDefinition.of(consumer).parks()
                ? new SqsWakeUps(
                        sqs,
                        settings.required(
                                WAKE_UP_QUEUE,
                                "the URL of an SQS queue behind which the same consumer runs, for its messages to itself"),
                        clock)
                : WakeUps.none();
    }

    private BatchWork batch(Consumer consumer, WakeUps wakeUps, RetryPolicy policy) {
        if (ConsumerDefinition.of(consumer).parks()) {
            String unusedTable = settings.required("PARKED_TABLE", "the name of the table of parked events");
        }
        Duration patience = Duration.ofSeconds(
                settings.countOr("GAP_PATIENCE_SECONDS", "the seconds for what is missing", DEFAULT_PATIENCE_SECONDS));
        BatchOptions defaults = BatchOptions.defaults();
        BatchOptions options = defaults.withConcurrency(settings.countOr(
                "BATCH_CONCURRENCY", "the most records of an invocation at work at once", defaults.concurrency()));
        DeadLetters deadLetters = deadLetters();
        String unused =
                settings.required("IDEMPOTENCY_TABLE", "the name of the table of marks, positions and failed attempts");
        StartChecks checks = new StartChecks(settings).tables(dynamoDb).queue(sqs, "DEAD_LETTER_QUEUE_URL");
        (settings.has(YIELD_TO_QUEUE) ? checks.queue(sqs, YIELD_TO_QUEUE) : checks).run();
        TableNames tables = TableNames.from(settings.environment());
        Store store = new DynamoDbStore(dynamoDb.get(), tables);
        DeadLettering deadLettering =
                new DeadLettering(consumer.name(), deadLetters, store, policy, rule, options.margin());
        ConsumeOptions consuming =
                ConsumeOptions.defaults().withRetries(policy.backoff()).withPatience(patience);
        Consumption consumption = new Consumption(
                consumer, envelopes, new ConsumePorts(store, deadLettering, wakeUps, telemetry), consuming);
        return primed(consumer, new ConcurrentBatch(guarded(consumer, consumption, tables), options));
    }

    private BatchWork primed(Consumer consumer, BatchWork work) {
        return "snap-start".equals(settings.optional(INITIALIZATION))
                ? SnapStartPriming.of(consumer.name(), work, clock, Core.getGlobalContext())
                : work;
    }

    private RecordWork guarded(Consumer consumer, RecordWork work, TableNames tables) {
        return switch (settings.optional(BREAKER)) {
            case null -> new Guarded(consumer.name(), work, BreakerOptions.defaults(), Probes.ofThisInstance());
            case "shared" ->
                new Guarded(consumer.name(), work, BreakerOptions.defaults(), new SharedProbes(dynamoDb.get(), tables));
            case "off" -> work;
            case String other ->
                throw new IllegalStateException("The environment variable " + BREAKER + " is \"" + other
                        + "\": set it to shared, for one probe of all instances, or to off, or leave it out");
        };
    }

    private DeadLetters deadLetters() {
        return new SqsDeadLetters(sqs, settings.required("DEAD_LETTER_QUEUE_URL", "the URL of the dead-letter queue"));
    }
}
