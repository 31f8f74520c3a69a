package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import dev.evenstep.aws.internal.FunctionClients;
import dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.aws.internal.eventbridge.EventBridgeBus;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.outbox.SweepProcessor;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsFifoQueue;
import dev.evenstep.aws.internal.stream.OutboxStreamProcessor;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.outbox.EventBus;
import dev.evenstep.internal.outbox.OrderedPublisher;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.internal.outbox.RelayPorts;
import dev.evenstep.internal.outbox.SweepOptions;
import dev.evenstep.internal.outbox.Sweeper;
import dev.evenstep.spi.EventPublisher;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The wiring of the functions that publish an outbox table's events, or an event store's. Apart from {@link Evenstep}, so that no other
 * function carries the bus's client. Options answer a changed copy, as there.
 *
 * <ul>
 *   <li>{@code OUTBOX_TABLE}: the table
 *   <li>{@code EVENT_BUS_NAME}, the bus, or {@code EVENT_QUEUE_URL}, the SQS FIFO queue, to publish to: one of them. A
 *       FIFO queue keeps an entity's order up to its consumer, a bus hands events on in any order
 *   <li>{@code DEAD_LETTER_QUEUE_URL}: where events go that will never be taken
 * </ul>
 */
public final class OutboxRelay {

    private static final String BUS = "EVENT_BUS_NAME";
    private static final String QUEUE = "EVENT_QUEUE_URL";
    private static final String DEAD_LETTER_QUEUE = "DEAD_LETTER_QUEUE_URL";
    private static final String DEAD_LETTERS = "the URL of the dead-letter queue";

    private final WiringOptions options;
    private final Supplier<EventBridgeClient> eventBridge;

    private OutboxRelay(WiringOptions options, Supplier<EventBridgeClient> eventBridge) {
        this.options = options;
        this.eventBridge = eventBridge;
    }

    /** @param environment {@code System.getenv()}, on Lambda */
    public static OutboxRelay from(Map<String, String> environment) {
        return new OutboxRelay(
                WiringOptions.from(environment),
                new Lazy<>(() ->
                        FunctionClients.configured(EventBridgeClient.builder()).build()));
    }

    /**
     * What is behind the table's stream.
     *
     * @param name the relay's logical name, in metrics and dead letters
     */
    public OutboxStreamFunction stream(String name) {
        Telemetry telemetry = options.reporting().all(options.reporting().lines(options.clock()));
        return new OutboxStreamProcessor(name, relay(name, target(), outbox()), telemetry, options.clock());
    }

    /**
     * What publishes events that are kept elsewhere: those of an event store's log. It needs no {@code OUTBOX_TABLE}.
     *
     * @param name in metrics and dead letters
     */
    public EventPublisher publisher(String name) {
        EventBus target = target();
        check();
        return new OrderedPublisher(
                name,
                target,
                deadLetters(),
                RelayOptions.defaults(),
                options.reporting().all(options.reporting().lines(options.clock())),
                options.clock());
    }

    /** What a schedule drives, each minute: it publishes what the relay left. */
    public Consumer<Context> sweeper(String name) {
        EventBus target = target();
        DynamoDbOutbox outbox = outbox();
        EmbeddedMetrics metrics = options.reporting().lines(options.clock());
        return new SweepProcessor(
                name,
                new Sweeper(relay(name, target, outbox), outbox, SweepOptions.defaults()),
                options.reporting().all(metrics),
                metrics,
                options.clock());
    }

    /** The time of deadlines and metrics. */
    public OutboxRelay withClock(Clock clock) {
        return with(options.withConsuming(options.consuming().withClock(clock)));
    }

    public OutboxRelay withDynamoDb(Supplier<DynamoDbClient> client) {
        return with(options.withDynamoDb(client));
    }

    /** @param client asked when a queue is first spoken to, which may be by several threads at once */
    public OutboxRelay withSqs(Supplier<SqsClient> client) {
        return with(options.withSqs(client));
    }

    public OutboxRelay withEventBridge(Supplier<EventBridgeClient> client) {
        return new OutboxRelay(options, client);
    }

    /** Tells somebody else what became of events, beside the metrics; what that throws is logged. */
    public OutboxRelay withTelemetry(Telemetry telemetry) {
        return with(options.withReporting(options.reporting().and(telemetry)));
    }

    /** Writes no metric lines. Events that did not go well are still logged. */
    public OutboxRelay withoutMetrics() {
        return with(options.withReporting(options.reporting().withoutMetrics()));
    }

    private OutboxRelay with(WiringOptions other) {
        return new OutboxRelay(other, eventBridge);
    }

    private Relay relay(String name, EventBus target, DynamoDbOutbox outbox) {
        RelayPorts ports = new RelayPorts(outbox, target, deadLetters());
        return new Relay(name, ports, new EnvelopeJson(options.limits()), RelayOptions.defaults());
    }

    private SqsDeadLetters deadLetters() {
        return new SqsDeadLetters(options.sqs(), options.settings().required(DEAD_LETTER_QUEUE, DEAD_LETTERS));
    }

    private EventBus target() {
        Settings settings = options.settings();
        if (settings.has(BUS) == settings.has(QUEUE)) {
            throw new IllegalStateException(
                    "Of the environment variables %s and %s %s: set %s to the name of the bus, or %s to the URL of the SQS FIFO queue, to publish to"
                            .formatted(BUS, QUEUE, settings.has(BUS) ? "both are set" : "none is set", BUS, QUEUE));
        }
        return settings.has(QUEUE)
                ? new SqsFifoQueue(
                        options.sqs(), settings.required(QUEUE, "the URL of the SQS FIFO queue to publish to"))
                : new EventBridgeBus(eventBridge.get(), settings.required(BUS, "the name of the bus to publish on"));
    }

    private DynamoDbOutbox outbox() {
        String unused = options.settings().required("OUTBOX_TABLE", "the name of the outbox table");
        check();
        return new DynamoDbOutbox(
                options.dynamoDb().get(), TableNames.from(options.settings().environment()));
    }

    private void check() {
        Settings settings = options.settings();
        String unused = settings.required(DEAD_LETTER_QUEUE, DEAD_LETTERS);
        StartChecks checks =
                new StartChecks(settings).tables(options.dynamoDb()).queue(options.sqs(), DEAD_LETTER_QUEUE);
        String bus = settings.optional(BUS);
        if (bus != null) {
            checks =
                    checks.resource(BUS, "bus", () -> eventBridge.get().describeEventBus(request -> request.name(bus)));
        }
        checks.run();
    }
}
