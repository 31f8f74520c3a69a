package dev.evenstep.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.evenstep.aws.EventSources;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.local.stack.BrokerSpec.RabbitMqQueue;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RabbitMQ's own server, the mapping of a template, and a consumer of ours behind it. */
class RabbitMqMappingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RabbitMqQueue JOBS = new RabbitMqQueue("jobs", "/");

    private record Numbered(int number) {}

    private static RabbitMqServer server;

    private final List<Integer> ran = new CopyOnWriteArrayList<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile int failing = -1;
    private Connection connection;
    private Channel channel;
    private BrokersFixture fixture;

    @BeforeAll
    static void startServer() {
        server = RabbitMqServer.start(0, null);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startAws() throws Exception {
        connection = RabbitMqReader.factory(server.uri()).newConnection();
        channel = connection.createChannel();
        channel.queueDelete(JOBS.name());
        server.ensureQueues(List.of(JOBS));
        fixture = new BrokersFixture(
                "rabbitmq.yaml", Map.of(), new ConnectedBrokers(null, server.uri()), (aws, functions) -> {
                    UnaryOperator<String> handler = Handlers.of(
                            RabbitMQEvent.class,
                            aws.evenstep("test-Count").source(EventSources.rabbitMq(), consumer()));
                    functions.with("test-Count", event -> handler.apply(seen(event)));
                });
    }

    @AfterEach
    void stopAws() throws Exception {
        fixture.close();
        connection.close();
    }

    private String seen(String event) {
        try {
            events.add(new ObjectMapper().readTree(event));
            return event;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Consumer consumer() {
        return Consumer.transactional("jobs").on(EventType.of("test", "Happened", Numbered.class), this::effect);
    }

    private Effect effect(Event<Numbered> event) {
        int number = event.data().number();
        ran.add(number);
        if (number == failing) {
            throw new IllegalStateException("failing");
        }
        return Effect.of(
                Write.update(ItemKey.of("things", "id", "thing-" + number)).add("count", 1));
    }

    private void publish(String body) throws Exception {
        publish(body, new BasicProperties.Builder().deliveryMode(2).build());
    }

    private void publish(String body, BasicProperties properties) throws Exception {
        channel.basicPublish("", JOBS.name(), properties, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String happened(int number) {
        return SourceRecord.plain(number, "").body();
    }

    private void awaitEmptyQueue() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(channel.messageCount(JOBS.name())).isZero();
            assertThat(fixture.things()).isPositive();
        });
    }

    @Test
    void duplicatesTakeEffectOnceAndPoisonEndsAsADeadLetterWithItsReason() throws Exception {
        for (int copy = 0; copy < 3; copy++) {
            for (int number = 0; number < 20; number++) {
                publish(happened(number));
            }
        }
        publish("{\"specversion\":");
        fixture.poll();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.things()).isEqualTo(20));
        awaitEmptyQueue();
        await().atMost(PATIENCE)
                .until(() -> events.stream()
                                .mapToInt(event ->
                                        event.at("/rmqMessagesByQueue/jobs::~1").size())
                                .sum()
                        >= 61);
        assertThat(fixture.messages("DeadLetters")).singleElement().satisfies(letter -> {
            assertThat(BrokersFixture.attribute(letter, "evenstep-reason")).isEqualTo("malformed");
            assertThat(letter.body()).isEqualTo("{\"specversion\":");
        });
        for (int number = 0; number < 20; number++) {
            assertThat(fixture.applied("thing-" + number)).isEqualTo(1);
        }
    }

    @Test
    void aBatchThatFailsInPartComesAgainAsAWhole() throws Exception {
        failing = 7;
        for (int number = 0; number < 10; number++) {
            publish(happened(number));
        }
        fixture.poll();

        await().atMost(PATIENCE).until(() -> Collections.frequency(ran, 7) > 1);
        failing = -1;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.things()).isEqualTo(10));
        awaitEmptyQueue();

        JsonNode second = events.get(1).at("/rmqMessagesByQueue/jobs::~1");
        assertThat(second).hasSameSizeAs(events.get(0).at("/rmqMessagesByQueue/jobs::~1"));
        assertThat(second).allMatch(message -> message.path("redelivered").asBoolean());
        for (int number = 0; number < 10; number++) {
            assertThat(fixture.applied("thing-" + number))
                    .as("thing %d", number)
                    .isEqualTo(1);
        }
    }

    @Test
    void aCrashBetweenTheEffectAndTheAcknowledgementDoublesNothing() throws Exception {
        publish(happened(1));
        InJvmFunctions crashing = fixture.poll();
        UnaryOperator<String> whole = crashing.handler("test-Count");
        crashing.with("test-Count", event -> {
            String unused = whole.apply(event);
            throw new IllegalStateException("the instance is gone before it answers");
        });
        publish(happened(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.applied("thing-2")).isEqualTo(1));
        crashing.close();

        await().atMost(PATIENCE).until(() -> channel.messageCount(JOBS.name()) > 0);
        fixture.poll();
        awaitEmptyQueue();
        assertThat(fixture.applied("thing-1")).isEqualTo(1);
        assertThat(fixture.applied("thing-2")).isEqualTo(1);
    }

    @Test
    void aMessageIsWhatLambdaSays() throws Exception {
        publish(
                happened(5),
                new BasicProperties.Builder()
                        .contentType("application/json")
                        .headers(Map.of("header1", "väl", "numberInHeader", 10))
                        .deliveryMode(1)
                        .priority(4)
                        .expiration("60000")
                        .timestamp(Date.from(Instant.parse("1970-01-01T12:33:41Z")))
                        .userId("guest")
                        .build());
        fixture.poll();

        await().atMost(PATIENCE).until(() -> !events.isEmpty());
        JsonNode event = events.getFirst();
        assertThat(event.path("eventSource").asText()).isEqualTo("aws:rmq");
        assertThat(event.path("eventSourceArn").asText())
                .isEqualTo("arn:aws:mq:us-east-1:000000000000:broker:jobs:b-1");
        JsonNode message = event.at("/rmqMessagesByQueue/jobs::~1/0");
        assertThat(message.path("redelivered").asBoolean()).isFalse();
        assertThat(new ObjectMapper().readTree(message.path("basicProperties").toString()))
                .isEqualTo(new ObjectMapper()
                        .readTree("""
                {"contentType":"application/json","contentEncoding":null,
                 "headers":{"header1":{"bytes":[118,-61,-92,108]},"numberInHeader":10},
                 "deliveryMode":1,"priority":4,"correlationId":null,"replyTo":null,"expiration":"60000","messageId":null,
                 "timestamp":"Jan 1, 1970, 12:33:41 PM","type":null,"userId":"guest","appId":null,"clusterId":null,
                 "bodySize":%d}""".formatted(happened(5).getBytes(StandardCharsets.UTF_8).length)));
    }
}
