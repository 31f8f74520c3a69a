package dev.evenstep.aws;

import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.SharedProbes;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.aws.internal.eventbridge.EventBridgeEnvelope;
import dev.evenstep.aws.internal.routing.ConsumerRouter;
import dev.evenstep.aws.internal.routing.IgnoredTypes;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsHandOver;
import dev.evenstep.consume.Consumer;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.internal.breaker.BreakerOptions;
import dev.evenstep.internal.breaker.CircuitBreakers;
import dev.evenstep.internal.breaker.Probes;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.ConsumerDefinition;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.LeasedOnlyStore;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.internal.store.Store;
import dev.evenstep.spi.LeaseStore;
import dev.evenstep.spi.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The work of a function's consumers, on the tables and queues that its environment names. */
final class ConsumerWiring {

    private static final String BREAKER = "CIRCUIT_BREAKER";
    private static final String DEAD_LETTER_QUEUE = "DEAD_LETTER_QUEUE_URL";
    private static final String UNKNOWN_TYPES_QUEUE = "UNKNOWN_TYPES_QUEUE_URL";

    private final WiringOptions options;
    private final Settings settings;
    private final RetryPolicy retries;
    private final List<Consumer> consumers;
    private final Telemetry telemetry;
    private final EnvelopeJson envelopes;
    private final DeadLetters deadLetters;
    private final TableNames tables;
    private final Store store;

    /** @throws IllegalStateException when a variable is missing that these consumers need */
    ConsumerWiring(WiringOptions options, RetryPolicy retries, List<Consumer> consumers) {
        this.options = options;
        this.settings = options.settings();
        this.retries = retries;
        this.consumers = consumers;
        this.telemetry = options.reporting().all(options.reporting().lines(options.clock()));
        this.envelopes = new EnvelopeJson(options.limits(), EventBridgeEnvelope::unwrap);
        LeaseStore leases = options.leaseStore();
        if (consumers.stream().map(ConsumerDefinition::of).anyMatch(ConsumerDefinition::parks)) {
            String unusedTable = settings.required("PARKED_TABLE", "the name of the table of parked events");
        }
        this.deadLetters = new SqsDeadLetters(
                options.sqs(), settings.required(DEAD_LETTER_QUEUE, "the URL of the dead-letter queue"));
        StartChecks checks =
                new StartChecks(settings).tables(options.dynamoDb()).queue(options.sqs(), DEAD_LETTER_QUEUE);
        if (leases == null) {
            String unused = settings.required(
                    "IDEMPOTENCY_TABLE", "the name of the table of marks, positions and failed attempts");
        } else {
            checks = checks.leases(leases);
        }
        for (String queue : List.of(Wiring.YIELD_TO_QUEUE, UNKNOWN_TYPES_QUEUE)) {
            checks = settings.has(queue) ? checks.queue(options.sqs(), queue) : checks;
        }
        checks.run();
        this.tables = TableNames.from(settings.environment());
        this.store = leases == null
                ? new DynamoDbStore(options.dynamoDb().get(), tables)
                : new LeasedOnlyStore(ours(leases));
    }

    private static RecordStore ours(LeaseStore leases) {
        if (leases instanceof RecordStore records) {
            return records;
        }
        throw new IllegalArgumentException(
                leases.description() + " is a lease store of " + leases.getClass() + ": make it with RedisLeases");
    }

    /**
     * @param wakeUps each consumer's, in their order
     * @param around put around each consumer's batches
     */
    WiredWork work(List<WakeUps> wakeUps, UnaryOperator<BatchProcessor> around) {
        List<ConsumerRouter.Route> routes = new ArrayList<>();
        for (int i = 0; i < consumers.size(); i++) {
            Consumer consumer = consumers.get(i);
            routes.add(new ConsumerRouter.Route(
                    ConsumerDefinition.of(consumer), around.apply(batch(consumer, wakeUps.get(i)))));
        }
        ConsumerRouter.Route first = routes.getFirst();
        if (routes.size() == 1 && options.unknownTypes() == UnknownTypes.DEAD_LETTER) {
            return new WiredWork(first.name(), first.processor(), telemetry);
        }
        BatchProcessor unknown = switch (options.unknownTypes()) {
            case DEAD_LETTER -> first.processor();
            case IGNORE -> new ConcurrentBatchProcessor(new IgnoredTypes(first.name()), options.batch());
            case HAND_ON -> new ConcurrentBatchProcessor(handingOn(first.name()), options.batch());
        };
        String names = consumers.stream().map(Consumer::name).collect(Collectors.joining(", "));
        return new WiredWork(
                names, new ConsumerRouter(routes, unknown, envelopes, telemetry), (consumer, outcomes) -> {});
    }

    private BatchProcessor batch(Consumer consumer, WakeUps wakeUps) {
        EventProcessor processor = new EventProcessor(
                consumer,
                envelopes,
                new ConsumePorts(store, deadLettering(consumer.name()), wakeUps, telemetry),
                options.consuming().withRetries(retries.backoff()));
        return new ConcurrentBatchProcessor(guarded(consumer, processor), options.batch());
    }

    private DeadLettering deadLettering(String consumer) {
        return new DeadLettering(
                consumer,
                deadLetters,
                store,
                retries,
                options.rule(),
                options.batch().margin());
    }

    private RecordHandler guarded(Consumer consumer, RecordHandler handler) {
        return switch (settings.optional(BREAKER)) {
            case null ->
                new CircuitBreakers(consumer.name(), handler, BreakerOptions.defaults(), Probes.ofThisInstance());
            case "shared" -> {
                String unused =
                        settings.required("IDEMPOTENCY_TABLE", "the table of shared probes, or " + BREAKER + " to off");
                yield new CircuitBreakers(
                        consumer.name(),
                        handler,
                        BreakerOptions.defaults(),
                        new SharedProbes(options.dynamoDb().get(), tables));
            }
            case "off" -> handler;
            case String other ->
                throw new IllegalStateException("The environment variable " + BREAKER + " is \"" + other
                        + "\": set it to shared, for one probe of all instances, or to off, or leave it out");
        };
    }

    private RecordHandler handingOn(String name) {
        SqsHandOver queue = new SqsHandOver(
                options.sqs(),
                settings.required(UNKNOWN_TYPES_QUEUE, "the URL of the queue for events of unknown types"));
        DeadLettering failures = deadLettering(name);
        return (delivery, deadline) -> failures.settle(
                delivery, name + "#" + delivery.id(), FailureBoundary.decide(queue, delivery, deadline), deadline);
    }
}
