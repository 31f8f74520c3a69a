package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.aws.internal.eventbridge.EventBridgeBus;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.outbox.SweepProcessor;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsFifoQueue;
import dev.evenstep.aws.internal.stream.OutboxStreamProcessor;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.outbox.EventBus;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.internal.outbox.RelayPorts;
import dev.evenstep.internal.outbox.SweepOptions;
import dev.evenstep.internal.outbox.Sweeper;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The wiring of the functions that publish an outbox table's events. Apart from {@link Evenstep}, so that no other
 * function carries the bus's client.
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

    private final DynamoDbOutbox outbox;
    private final Relay relay;
    private final Clock clock = Clock.systemUTC();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics(clock, System.out::println);

    private OutboxRelay(Map<String, String> environment, String name) {
        Settings settings = new Settings(environment);
        Supplier<SqsClient> sqs = Clients.sqs();
        StartChecks checks = new StartChecks(settings);
        EventBus target = target(settings, sqs, checks);
        String deadLetters = settings.required("DEAD_LETTER_QUEUE_URL", "the URL of the dead-letter queue");
        String unused = settings.required("OUTBOX_TABLE", "the name of the outbox table");
        DynamoDbClient dynamoDb = Clients.configured(DynamoDbClient.builder()).build();
        checks.tables(() -> dynamoDb).queue(sqs, "DEAD_LETTER_QUEUE_URL").run();
        this.outbox = new DynamoDbOutbox(dynamoDb, TableNames.from(environment));
        RelayPorts ports = new RelayPorts(outbox, target, new SqsDeadLetters(sqs, deadLetters));
        this.relay = new Relay(name, ports, new EnvelopeJson(Limits.defaults()), RelayOptions.defaults());
    }

    /**
     * What is behind the table's stream.
     *
     * @param environment {@code System.getenv()}, on Lambda
     * @param name the relay's logical name, in metrics and dead letters
     */
    public static OutboxStreamFunction from(Map<String, String> environment, String name) {
        OutboxRelay wired = new OutboxRelay(environment, name);
        return new OutboxStreamProcessor(name, wired.relay, wired.metrics, wired.clock);
    }

    /** What a schedule drives, each minute: it publishes what the relay left. */
    public static Consumer<Context> sweeping(Map<String, String> environment, String name) {
        OutboxRelay wired = new OutboxRelay(environment, name);
        Sweeper sweeper = new Sweeper(wired.relay, wired.outbox, SweepOptions.defaults());
        return new SweepProcessor(name, sweeper, wired.metrics, wired.metrics, wired.clock);
    }

    private static EventBus target(Settings settings, Supplier<SqsClient> sqs, StartChecks checks) {
        if (settings.has(BUS) == settings.has(QUEUE)) {
            throw new IllegalStateException(
                    "Of the environment variables %s and %s %s: set %s to the name of the bus, or %s to the URL of the SQS FIFO queue, to publish to"
                            .formatted(BUS, QUEUE, settings.has(BUS) ? "both are set" : "none is set", BUS, QUEUE));
        }
        if (settings.has(QUEUE)) {
            return new SqsFifoQueue(sqs, settings.required(QUEUE, "the URL of the SQS FIFO queue to publish to"));
        }
        EventBridgeClient client =
                Clients.configured(EventBridgeClient.builder()).build();
        String bus = settings.required(BUS, "the name of the bus to publish on");
        StartChecks unused = checks.resource(BUS, "bus", () -> client.describeEventBus(request -> request.name(bus)));
        return new EventBridgeBus(client, bus);
    }
}
