package dev.evenstep.aws;

import dev.evenstep.aws.dynamodb.DynamoDbStore;
import dev.evenstep.aws.dynamodb.Tables;
import dev.evenstep.aws.eventbridge.BusWrapping;
import dev.evenstep.aws.eventbridge.EventBridgeFunction;
import dev.evenstep.aws.metrics.EmbeddedMetrics;
import dev.evenstep.aws.sqs.Redelivery;
import dev.evenstep.aws.sqs.SqsDeadLetters;
import dev.evenstep.aws.sqs.SqsFunction;
import dev.evenstep.aws.sqs.SqsWakeUps;
import dev.evenstep.aws.stream.OutboxStreamFunction;
import dev.evenstep.batch.BatchOptions;
import dev.evenstep.batch.BatchWork;
import dev.evenstep.batch.ConcurrentBatch;
import dev.evenstep.batch.Telemetry;
import dev.evenstep.consume.ConsumeOptions;
import dev.evenstep.consume.ConsumePorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.Consumption;
import dev.evenstep.consume.WakeUps;
import dev.evenstep.deadletter.DeadLettering;
import dev.evenstep.deadletter.DeadLetters;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The wiring of a function: made once, in a handler's constructor, from the environment that its template gave it.
 *
 * <ul>
 *   <li>{@code IDEMPOTENCY_TABLE}: marks, positions and leases; {@code OUTBOX_TABLE}: events to publish; {@code
 *       <NAME>_TABLE}: the domain's tables by their logical names
 *   <li>{@code DEAD_LETTER_QUEUE_URL}: where records go that will never succeed
 *   <li>{@code MAX_RECEIVE_COUNT}: the queue's own, for consumers behind a queue; {@code RETRY_BASE_SECONDS}: how long
 *       before the first retry, doubled with each (2 by default, 15 minutes at most)
 *   <li>for consumers in order, those that stop groups, and those that may be sent {@code dependson}: {@code
 *       PARKED_TABLE}: events that wait for others; {@code GAP_PATIENCE_SECONDS}: how long (3,600 by default); {@code
 *       WAKE_UP_QUEUE_URL}: a queue for the consumer's messages to itself, which behind a queue is that queue unless
 *       another is named
 * </ul>
 */
public final class Evenstep {

    private static final String WAKE_UP_QUEUE = "WAKE_UP_QUEUE_URL";
    private static final int DEFAULT_RETRY_BASE_SECONDS = 2;
    private static final int DEFAULT_PATIENCE_SECONDS = 3_600;
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);

    private final Settings settings;
    private final Supplier<SqsClient> sqs = Clients.sqs();
    private final Supplier<DynamoDbClient> dynamoDb =
            new Lazy<>(() -> Clients.configured(DynamoDbClient.builder()).build());
    private final Clock clock = Clock.systemUTC();
    private final Telemetry telemetry = new EmbeddedMetrics(clock, System.out::println);
    private final EnvelopeJson envelopes = new EnvelopeJson(Limits.defaults(), BusWrapping::unwrap);

    private Evenstep(Map<String, String> environment) {
        this.settings = new Settings(environment);
    }

    /** @param environment {@code System.getenv()}, on Lambda */
    public static Evenstep from(Map<String, String> environment) {
        return new Evenstep(environment);
    }

    /** A consumer behind an SQS queue, standard or FIFO. */
    public SqsFunction sqs(Consumer consumer) {
        int maxReceives = settings.requiredCount("MAX_RECEIVE_COUNT", "the queue's maxReceiveCount");
        Backoff backoff = backoff();
        WakeUps wakeUps = new SqsWakeUps(sqs, settings.optional(WAKE_UP_QUEUE), clock);
        return new SqsFunction(
                consumer.name(),
                batch(consumer, maxReceives, wakeUps, backoff),
                new Redelivery(sqs, backoff, maxReceives, clock),
                telemetry,
                clock);
    }

    /** A consumer that a rule of EventBridge invokes directly. */
    public EventBridgeFunction eventBridge(Consumer consumer) {
        return new EventBridgeFunction(
                consumer.name(),
                batch(consumer, Integer.MAX_VALUE, wakeUpsOfTheirOwn(consumer), backoff()),
                telemetry,
                clock);
    }

    /**
     * A consumer of the events that an outbox table's stream brings. The stream keeps no order across an entity's events
     * (see {@link OutboxStreamFunction}), so that a consumer that needs it goes by their versions.
     */
    public OutboxStreamFunction outboxStream(Consumer consumer) {
        return new OutboxStreamFunction(
                consumer.name(),
                batch(consumer, Integer.MAX_VALUE, wakeUpsOfTheirOwn(consumer), backoff()),
                telemetry,
                clock);
    }

    private Backoff backoff() {
        Duration base = Duration.ofSeconds(
                settings.countOr("RETRY_BASE_SECONDS", "the seconds before a first retry", DEFAULT_RETRY_BASE_SECONDS));
        return new Backoff(base, LONGEST_RETRY, RandomGenerator.getDefault());
    }

    /** Behind a source that is no queue, a consumer that parks events needs one besides, for messages to itself. */
    private WakeUps wakeUpsOfTheirOwn(Consumer consumer) {
        return consumer.parks()
                ? new SqsWakeUps(
                        sqs,
                        settings.required(
                                WAKE_UP_QUEUE,
                                "the URL of an SQS queue behind which the same consumer runs, for its messages to itself"),
                        clock)
                : WakeUps.none();
    }

    private BatchWork batch(Consumer consumer, int maxAttempts, WakeUps wakeUps, Backoff backoff) {
        if (consumer.parks()) {
            String unused = settings.required("PARKED_TABLE", "the name of the table of parked events");
        }
        Duration patience = Duration.ofSeconds(
                settings.countOr("GAP_PATIENCE_SECONDS", "the seconds for what is missing", DEFAULT_PATIENCE_SECONDS));
        DeadLetters deadLetters = deadLetters();
        BatchOptions options = BatchOptions.defaults();
        ConsumePorts ports = new ConsumePorts(
                new DynamoDbStore(dynamoDb.get(), Tables.from(settings.environment())),
                new DeadLettering(consumer.name(), deadLetters, maxAttempts, options.margin()),
                wakeUps,
                telemetry);
        ConsumeOptions consuming =
                ConsumeOptions.defaults().withRetries(backoff).withPatience(patience);
        return new ConcurrentBatch(new Consumption(consumer, envelopes, ports, consuming), options);
    }

    private DeadLetters deadLetters() {
        return new SqsDeadLetters(sqs, settings.required("DEAD_LETTER_QUEUE_URL", "the URL of the dead-letter queue"));
    }
}
