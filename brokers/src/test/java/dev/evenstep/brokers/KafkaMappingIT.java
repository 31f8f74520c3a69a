package dev.evenstep.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import dev.evenstep.aws.EventSources;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Apache Kafka's own server, the mapping of a template, and a consumer of ours behind it. */
class KafkaMappingIT {

    private static final Set<Integer> UNDECODABLE = Set.of(17, 251, 444);
    private static final Set<Integer> FAILING = Set.of(3, 103, 208, 209, 401);
    private static final int RECORDS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Numbered(int number) {}

    private static KafkaServer server;
    private static KafkaAdmin admin;

    private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean isFailing = true;
    private BrokersFixture fixture;

    @BeforeAll
    static void startServer() {
        server = KafkaServer.start(Path.of("kafka-server/target"), 0, null);
        admin = new KafkaAdmin(server);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startAws() throws Exception {
        admin.replace("orders", "counting");
        fixture = fixture("-1");
    }

    @AfterEach
    void stopAws() {
        fixture.close();
    }

    private BrokersFixture fixture(String retries) {
        return new BrokersFixture(
                "kafka.yaml",
                Map.of("KafkaBootstrapServers", server.bootstrapServers(), "Retries", retries),
                new ConnectedBrokers(server.bootstrapServers(), null),
                (aws, functions) -> functions.with(
                        "test-Count",
                        Handlers.of(
                                KafkaEvent.class,
                                aws.evenstep("test-Count").source(EventSources.kafka(), consumer()))));
    }

    private Consumer consumer() {
        return Consumer.transactional("orders").on(EventType.of("test", "Happened", Numbered.class), this::effect);
    }

    private Effect effect(Event<Numbered> event) {
        int number = event.data().number();
        ran.add(number);
        if (isFailing && FAILING.contains(number)) {
            throw new IllegalStateException("failing");
        }
        return Effect.of(
                Write.update(ItemKey.of("things", "id", "thing-" + number)).add("count", 1));
    }

    /** Of keys that stay in their partition. */
    private static void produce(int from, int to) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int number = from; number < to; number++) {
                SourceRecord record = new SourceRecord(
                        number,
                        "key-" + number % 40,
                        UNDECODABLE.contains(number) ? SourceRecord.Kind.UNDECODABLE : SourceRecord.Kind.PLAIN);
                var unused = producer.send(
                        new ProducerRecord<>("orders", number % 4, bytes(record.key()), bytes(record.body())));
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "max.block.ms", 10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void threeAreDeadLettersFiveAreRetriedInTheirOrderAndAllOthersTakeEffectOnce() {
        produce(0, RECORDS);
        InJvmFunctions functions = fixture.poll();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(FAILING).allMatch(number -> Collections.frequency(ran, number) > 1));
        assertThat(FAILING).allMatch(number -> fixture.applied("thing-" + number) == 0);
        isFailing = false;

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.things()).isEqualTo(RECORDS - 3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.committed("counting")).isEqualTo(RECORDS));
        assertThat(functions.events).isEmpty();
        for (int number = 0; number < RECORDS; number++) {
            assertThat(fixture.applied("thing-" + number))
                    .as("record %d", number)
                    .isEqualTo(UNDECODABLE.contains(number) ? 0 : 1);
        }
        assertThat(fixture.messages("DeadLetters"))
                .hasSize(3)
                .extracting(KafkaMappingIT::place)
                .containsExactlyInAnyOrder("malformed orders-1@4", "malformed orders-3@62", "malformed orders-0@111");
        Map<Integer, List<Integer>> succeeded = new TreeMap<>();
        for (int number :
                List.copyOf(ran).reversed().stream().distinct().toList().reversed()) {
            succeeded.computeIfAbsent(number % 40, key -> new ArrayList<>()).add(number);
        }
        assertThat(succeeded.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    }

    private static String place(Message letter) {
        return BrokersFixture.attribute(letter, "evenstep-reason") + " "
                + BrokersFixture.attribute(letter, "evenstep-record");
    }

    @Test
    void pollersThatComeAndGoLoseNothingAndDoubleNoEffect() {
        isFailing = false;
        InJvmFunctions first = fixture.poll();
        produce(0, 200);
        await().atMost(PATIENCE).until(() -> !ran.isEmpty());
        InJvmFunctions second = fixture.poll();
        produce(200, 350);
        first.close();
        produce(350, RECORDS);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.things()).isEqualTo(RECORDS - 3));
        second.close();

        for (int number = 0; number < RECORDS; number++) {
            assertThat(fixture.applied("thing-" + number))
                    .as("record %d", number)
                    .isEqualTo(UNDECODABLE.contains(number) ? 0 : 1);
        }
    }

    @Test
    void whatIsTriedTooOftenIsToldAndItsPartitionGoesOn() {
        fixture.close();
        fixture = new BrokersFixture(
                "kafka.yaml",
                Map.of("KafkaBootstrapServers", server.bootstrapServers(), "Retries", "1"),
                new ConnectedBrokers(server.bootstrapServers(), null),
                (aws, functions) -> functions.with("test-Count", event -> {
                    ran.add(1);
                    throw new IllegalStateException("failing");
                }));
        produce(0, 1);
        InJvmFunctions functions = fixture.poll();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.committed("counting")).isEqualTo(1));
        assertThat(ran).hasSize(2);
        assertThat(functions.events)
                .extracting(event -> event.text())
                .containsExactly("gave up 1 records of Kafka's topic orders: RetryAttemptsExhausted");
        assertThat(fixture.messages("Discarded"))
                .singleElement()
                .satisfies(
                        message -> assertThat(message.body())
                                .contains("\"condition\":\"RetryAttemptsExhausted\"")
                                .contains("\"approximateInvokeCount\":2")
                                .contains(
                                        "\"recordsInfo\":{\"orders-0\":{\"firstRecordOffset\":\"0\",\"lastRecordOffset\":\"0\""));
    }
}
