package dev.evenstep.aws;

import dev.evenstep.aws.eventbridge.EventBridgeBus;
import dev.evenstep.aws.metrics.EmbeddedMetrics;
import dev.evenstep.aws.sqs.SqsDeadLetters;
import dev.evenstep.aws.stream.OutboxStreamFunction;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.outbox.Relay;
import dev.evenstep.outbox.RelayOptions;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The wiring of the function that publishes an outbox table's events on a bus: {@code EVENT_BUS_NAME} and {@code
 * DEAD_LETTER_QUEUE_URL} say where to. Apart from {@link Evenstep}, so that no other function carries the bus's client.
 */
public final class OutboxRelay {

    private OutboxRelay() {}

    /**
     * @param environment {@code System.getenv()}, on Lambda
     * @param name the relay's logical name, in metrics and dead letters
     */
    public static OutboxStreamFunction from(Map<String, String> environment, String name) {
        Settings settings = new Settings(environment);
        String bus = settings.required("EVENT_BUS_NAME", "the name of the bus to publish on");
        String deadLetters = settings.required("DEAD_LETTER_QUEUE_URL", "the URL of the dead-letter queue");
        EventBridgeClient client =
                Clients.configured(EventBridgeClient.builder()).build();
        Relay relay = new Relay(
                name,
                new EventBridgeBus(client, bus),
                new EnvelopeJson(Limits.defaults()),
                new SqsDeadLetters(Clients.sqs(), deadLetters),
                RelayOptions.defaults());
        Clock clock = Clock.systemUTC();
        return new OutboxStreamFunction(name, relay, new EmbeddedMetrics(clock, System.out::println), clock);
    }
}
