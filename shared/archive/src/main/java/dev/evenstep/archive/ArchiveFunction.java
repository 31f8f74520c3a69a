package dev.evenstep.archive;

import dev.evenstep.archive.internal.ArchiveHandler;
import dev.evenstep.archive.internal.ArchiveSettings;
import dev.evenstep.archive.internal.ArchiveTable;
import dev.evenstep.aws.EventBridgeFunction;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.aws.internal.FunctionClients;
import dev.evenstep.aws.internal.eventbridge.EventBridgeProcessor;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.aws.internal.sqs.SqsRetries;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.breaker.BreakerOptions;
import dev.evenstep.internal.breaker.CircuitBreakers;
import dev.evenstep.internal.breaker.Probes;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Keeps every event that comes, of any type and schema version, in an archive: one conditional {@code PutItem} each, so that an
 * event that comes again is kept once. Environment:
 *
 * <ul>
 *   <li>{@code ARCHIVE_TABLE}: the table; {@code ARCHIVE_RETENTION_DAYS}: when DynamoDB may delete what it has, for ever without
 *   <li>{@code DEAD_LETTER_QUEUE_URL}: for what is no JSON, says no source, id, type or time, is too large for an item, or has the
 *       source, id and time of another event ({@code key-reused})
 *   <li>{@code MAX_RECEIVE_COUNT}: the queue's own, behind a queue
 *   <li>{@code WAKE_UP_QUEUE_URL}: behind EventBridge alone, a queue behind which the same function is, for what must be tried
 *       again; without, Lambda tries twice more
 * </ul>
 *
 * <p>Its metrics, logs and dead letters have the consumer {@code archive}. Immutable; what it makes is safe for concurrent use.
 */
public final class ArchiveFunction {

    private static final String NAME = "archive";

    private final ArchiveSettings settings;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final Clock clock;
    private final RetryPolicy retries = RetryPolicy.defaults();

    private ArchiveFunction(ArchiveSettings settings, DynamoDbClient dynamoDb, SqsClient sqs, Clock clock) {
        this.settings = settings;
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.clock = clock;
    }

    /** On clients of its own, whose region and credentials are those of Lambda's environment. */
    public static ArchiveFunction from(Map<String, String> environment) {
        return of(
                FunctionClients.configured(DynamoDbClient.builder()).build(),
                FunctionClients.configured(SqsClient.builder()).build(),
                environment);
    }

    public static ArchiveFunction of(DynamoDbClient dynamoDb, SqsClient sqs, Map<String, String> environment) {
        return new ArchiveFunction(new ArchiveSettings(environment), dynamoDb, sqs, Clock.systemUTC());
    }

    public ArchiveFunction withClock(Clock other) {
        return new ArchiveFunction(settings, dynamoDb, sqs, other);
    }

    /**
     * Behind a queue, best one that a rule feeds.
     *
     * @throws IllegalStateException naming the variable that is missing
     */
    public SqsFunction sqs() {
        int receives = settings.count("MAX_RECEIVE_COUNT", "the queue's maxReceiveCount");
        return new SqsProcessor(
                NAME, work(), new RetryScheduler(() -> sqs, retries, receives, clock), telemetry(), clock);
    }

    /**
     * Invoked by a rule.
     *
     * @throws IllegalStateException naming the variable that is missing
     */
    public EventBridgeFunction eventBridge() {
        String queue = settings.optional("WAKE_UP_QUEUE_URL");
        SqsRetries again = queue == null ? null : new SqsRetries(() -> sqs, queue);
        return new EventBridgeProcessor(NAME, work(), again, retries, telemetry(), clock);
    }

    private BatchProcessor work() {
        ArchiveTable table = new ArchiveTable(
                dynamoDb, settings.required("ARCHIVE_TABLE", "the name of the archive's table"), settings.retention());
        SqsDeadLetters deadLetters = new SqsDeadLetters(
                () -> sqs, settings.required("DEAD_LETTER_QUEUE_URL", "the URL of the dead-letter queue"));
        BatchOptions batch = BatchOptions.defaults();
        ArchiveHandler handler = ArchiveHandler.of(NAME, table, deadLetters, retries, batch.margin(), clock);
        return new ConcurrentBatchProcessor(
                new CircuitBreakers(NAME, handler, BreakerOptions.defaults(), Probes.ofThisInstance()), batch);
    }

    private Telemetry telemetry() {
        return new EmbeddedMetrics(clock, System.out::println);
    }
}
