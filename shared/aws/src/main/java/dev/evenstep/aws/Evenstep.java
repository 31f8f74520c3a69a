package dev.evenstep.aws;

import com.fasterxml.jackson.databind.Module;
import dev.evenstep.consume.Consumer;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.LeaseStore;
import dev.evenstep.spi.RecordMapping;
import dev.evenstep.spi.Source;
import dev.evenstep.spi.SubjectKeys;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The wiring of a function: made once, in a handler's constructor, from the environment that its template gave it. Options
 * answer a changed copy; what code says holds against the environment, and that against the defaults.
 *
 * <ul>
 *   <li>{@code IDEMPOTENCY_TABLE}: marks, positions and leases, unless {@link #withLeaseStore} has them; {@code
 *       OUTBOX_TABLE}: events to publish; {@code <NAME>_TABLE}: the domain's tables by their logical names
 *   <li>{@code IDEMPOTENCY_TTL_SECONDS}: how long a handled event is known (30 days by default)
 *   <li>{@code DEAD_LETTER_QUEUE_URL}: where records go that will never succeed
 *   <li>{@code UNKNOWN_TYPES_QUEUE_URL}: where {@link #handingOnUnknownTypes} sends
 *   <li>{@code SUBJECT_KEYS_TABLE}, {@code SUBJECT_KEYS_KMS_KEY_ID}: the keys of personal fields and the KMS key that wraps
 *       them, for {@link #withSubjectKeys} with those of {@code evenstep-encryption}
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
 *
 * <p>A function may have several consumers. Each gets the records of the types that it has a function for, and one in order
 * every record, in its own right: with its own idempotency records, metrics and dead letters. They work one after the other,
 * each for an equal share of the invocation's time. A record is done with when it is for all of them; if it is not, those
 * that were done with it call it a duplicate when it comes again. What no consumer takes, and what cannot be read, is the
 * first one's.
 */
public final class Evenstep {

    private final WiringOptions options;

    private Evenstep(WiringOptions options) {
        this.options = options;
    }

    /**
     * @param environment {@code System.getenv()}, on Lambda
     * @throws IllegalStateException naming the variable and what to set it to
     */
    public static Evenstep from(Map<String, String> environment) {
        return new Evenstep(WiringOptions.from(environment));
    }

    /** One or several consumers behind an SQS queue, standard or FIFO. */
    public SqsFunction sqs(Consumer consumer, Consumer... more) {
        return new Wiring(options).sqs(all(consumer, more));
    }

    /** One or several consumers that a rule of EventBridge invokes directly. */
    public EventBridgeFunction eventBridge(Consumer consumer, Consumer... more) {
        return new Wiring(options).eventBridge(all(consumer, more));
    }

    /**
     * One or several consumers of the events that an outbox table's stream brings. The stream keeps no order across an
     * entity's events (see {@link OutboxStreamFunction}), so that a consumer that needs it goes by their versions.
     */
    public OutboxStreamFunction outboxStream(Consumer consumer, Consumer... more) {
        return new Wiring(options).outboxStream(all(consumer, more));
    }

    /**
     * One or several consumers behind any other source. Where that can only bring a whole batch again, what did not settle is
     * handed to {@code WAKE_UP_QUEUE_URL}, a queue behind which the same consumers run, if it is there.
     *
     * @param source one of {@link EventSources}, or of your own
     */
    public <E, A> SourceFunction<E, A> source(Source<E, A> source, Consumer consumer, Consumer... more) {
        return new Wiring(options).source(source, all(consumer, more));
    }

    private static List<Consumer> all(Consumer consumer, Consumer... more) {
        List<Consumer> all = new ArrayList<>(List.of(consumer));
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** Judges failures before the standard rules do: the AWS SDK's codes, and what is remote. */
    public Evenstep judging(FailureRule own) {
        return new Evenstep(options.withRule(own.or(options.rule())));
    }

    /**
     * How long a handled event is known; 30 days by default.
     *
     * @param time longer than an event can come back: from its queue, its dead-letter queue, an archive that is replayed
     */
    public Evenstep withIdempotencyTtl(Duration time) {
        return new Evenstep(options.withConsuming(options.consuming().withRemember(time)));
    }

    /** Most records of one invocation at work at once; 100 by default. */
    public Evenstep withBatchConcurrency(int records) {
        return new Evenstep(options.withBatch(options.batch().withConcurrency(records)));
    }

    /** How often a record is tried that itself fails, from 1; 8 by default. */
    public Evenstep withRetryAttempts(int attempts) {
        return new Evenstep(options.withRetries(options.retries().withAttempts(attempts)));
    }

    /** How long before the first retry, doubled with each; 2 seconds by default. */
    public Evenstep withRetryBase(Duration base) {
        return new Evenstep(options.withRetries(options.retries().withBase(base)));
    }

    /** How old a record may become while what it depends on fails; 3 days by default. */
    public Evenstep withRetryPatience(Duration time) {
        return new Evenstep(options.withRetries(options.retries().withPatience(time)));
    }

    /** How long events wait for others that are missing; an hour by default. */
    public Evenstep withGapPatience(Duration time) {
        return new Evenstep(options.withConsuming(options.consuming().withPatience(time)));
    }

    /** The largest body that is read, in bytes of UTF-8; 128 KiB by default. What is larger is dead-lettered. */
    public Evenstep withMaxBytes(int bytes) {
        return new Evenstep(options.withLimits(options.limits().withMaxBytes(bytes)));
    }

    /** The deepest nesting of objects and arrays that is read; 64 by default. What is deeper is dead-lettered. */
    public Evenstep withMaxDepth(int levels) {
        return new Evenstep(options.withLimits(options.limits().withMaxDepth(levels)));
    }

    /** Makes envelopes of what else comes; several, one behind the other. An outbox's rows are envelopes already. */
    public Evenstep withMapping(RecordMapping mapping) {
        return new Evenstep(options.withMapping(mapping));
    }

    /** The time of idempotency records, leases, deadlines and metrics. */
    public Evenstep withClock(Clock clock) {
        return new Evenstep(options.withConsuming(options.consuming().withClock(clock)));
    }

    /** @param client asked when the function is wired, and for its checks */
    public Evenstep withDynamoDb(Supplier<DynamoDbClient> client) {
        return new Evenstep(options.withDynamoDb(client));
    }

    /** @param client asked when a queue is first spoken to, which may be by several threads at once */
    public Evenstep withSqs(Supplier<SqsClient> client) {
        return new Evenstep(options.withSqs(client));
    }

    /** Modules of Jackson for the classes of events' data, of what is published and of what a call answers. */
    public Evenstep withJacksonModules(Module... modules) {
        return new Evenstep(options.withModules(List.of(modules)));
    }

    /**
     * The keys of personal fields: see {@link dev.evenstep.schema.EventType#withPersonal}. A consumer of a type that has any
     * does not start without them.
     */
    public Evenstep withSubjectKeys(SubjectKeys keys) {
        return new Evenstep(options.withConsuming(options.consuming().withEncryption(FieldEncryption.with(keys))));
    }

    /**
     * Keeps the records of consumers outside of DynamoDB: of leased ones that are in no order and whose effects neither write
     * nor publish, and of idempotent ones. {@code IDEMPOTENCY_TABLE} is not needed then. Any other consumer is refused when the
     * function is wired, and an effect that writes or publishes is dead-lettered as {@code invalid-effect}, its answer kept.
     */
    public Evenstep withLeaseStore(LeaseStore store) {
        return new Evenstep(options.withLeaseStore(store));
    }

    /** Tells somebody else what became of records, beside the metrics; what that throws is logged. */
    public Evenstep withTelemetry(Telemetry telemetry) {
        return new Evenstep(options.withReporting(options.reporting().and(telemetry)));
    }

    /** Writes no metric lines. Records that did not go well are still logged. */
    public Evenstep withoutMetrics() {
        return new Evenstep(options.withReporting(options.reporting().withoutMetrics()));
    }

    /** Acknowledges events of types that no consumer takes: counted as {@code ignored}, and logged once for each type. */
    public Evenstep ignoringUnknownTypes() {
        return new Evenstep(options.withUnknownTypes(UnknownTypes.IGNORE));
    }

    /**
     * Sends events of types that no consumer takes to the queue that {@code UNKNOWN_TYPES_QUEUE_URL} names, as they came;
     * they are counted as {@code handed-on}. Without this or {@link #ignoringUnknownTypes}, they are dead-lettered as {@code
     * unknown-type}.
     */
    public Evenstep handingOnUnknownTypes() {
        return new Evenstep(options.withUnknownTypes(UnknownTypes.HAND_ON));
    }
}
