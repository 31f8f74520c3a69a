package dev.evenstep.examples.changedata;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventSources;
import dev.evenstep.aws.SourceFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Debezium's engine on a PostgreSQL: from a table by its log to the register. Run by .ci/cdc. */
class CustomersOnPostgres {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/register.yaml", Map.of());

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final List<String> told = new ArrayList<>();
    private final Topics topics = new Topics();
    private final Deque<Connector> running = new ArrayDeque<>();
    private final RegisterHandler register = new RegisterHandler(evenstep());

    @TempDir
    Path folder;

    private PostgresServer postgres;

    @BeforeEach
    void start() throws Exception {
        postgres = new PostgresServer(Files.createTempDirectory("evenstep-postgres"));
        postgres.execute(
                "CREATE TABLE customers (id bigint PRIMARY KEY, city text)",
                "CREATE TABLE signals (id varchar(42) PRIMARY KEY, type varchar(32) NOT NULL, data varchar(2048))",
                "INSERT INTO customers VALUES (1, 'Bonn'), (2, 'Rom')");
    }

    @AfterEach
    void stop() throws Exception {
        disconnect();
        postgres.stop();
    }

    @Test
    void aTablesChangesTakeEffectOnceAndInOrderThroughRestartsLostOffsetsAndSnapshots() throws Exception {
        connect("false");
        deliver(2);
        postgres.execute(
                "UPDATE customers SET city = 'Köln' WHERE id = 1",
                "INSERT INTO customers VALUES (3, 'Oslo')",
                "BEGIN; INSERT INTO customers VALUES (9, 'Nowhere'); UPDATE customers SET city = 'Nowhere'; ROLLBACK",
                "BEGIN; UPDATE customers SET city = 'Ulm' WHERE id = 1; UPDATE customers SET city = 'Hof' WHERE id = 1; COMMIT",
                "DELETE FROM customers WHERE id = 2");
        deliver(8);
        disconnect();
        assertThat(told).filteredOn(code -> !code.equals("ignored")).hasSize(7).containsOnly("applied");
        assertThat(cities()).isEqualTo(Map.of("1", "Hof", "2", "-", "3", "Oslo"));
        Path kept = Files.copy(offsets(), folder.resolve("kept"));

        // While it stands, and with a new column; then it goes on where it was.
        postgres.execute(
                "UPDATE customers SET city = 'Genf' WHERE id = 3",
                "ALTER TABLE customers ADD COLUMN vip boolean DEFAULT false",
                "UPDATE customers SET city = 'Graz', vip = true WHERE id = 1");
        told.clear();
        connect("true");
        deliver(10);
        disconnect();
        assertThat(told).filteredOn(code -> !code.equals("ignored")).containsExactly("applied", "applied");
        assertThat(cities()).isEqualTo(Map.of("1", "Graz", "2", "-", "3", "Genf"));

        // It lost its last offsets, and sends again what followed them.
        Files.copy(kept, offsets(), StandardCopyOption.REPLACE_EXISTING);
        postgres.execute("UPDATE customers SET city = 'Wien' WHERE id = 3");
        told.clear();
        connect("true");
        deliver(13);
        assertThat(told)
                .filteredOn(code -> !code.equals("ignored"))
                .containsExactlyInAnyOrder("duplicate", "duplicate", "applied");

        // An incremental snapshot reads every row again: none of it is newer than what came by the log.
        postgres.execute("INSERT INTO signals VALUES ('s-1', 'execute-snapshot',"
                + " '{\"data-collections\":[\"public.customers\"],\"type\":\"incremental\"}')");
        deliver(15);
        disconnect();

        assertThat(cities()).isEqualTo(Map.of("1", "Graz", "2", "-", "3", "Wien"));
        assertThat(moves())
                .isEqualTo(Map.of(
                        "1", List.of("Köln", "Ulm", "Hof", "Graz"),
                        "2", List.of("-"),
                        "3", List.of("Oslo", "Genf", "Wien")));
        assertThat(deadLetters()).isZero();
    }

    @Test
    void anOutboxByDebeziumsRouterIsReadByItsHeaders() throws Exception {
        postgres.execute(
                "CREATE TABLE outbox (id uuid PRIMARY KEY, aggregatetype text, aggregateid text, type text, payload jsonb)");
        SourceFunction<KafkaEvent, Map<String, Object>> welcome = evenstep()
                .withMapping(CustomerEvents.MAPPING)
                .withMapping(CustomerEvents.OUTBOX)
                .source(
                        EventSources.kafka(),
                        Consumer.transactional("welcome")
                                .on(
                                        CustomerEvents.JOINED,
                                        event -> Effect.of(Write.update(ItemKey.of(
                                                        "moves",
                                                        "id",
                                                        event.data().id()))
                                                .append("cities", String.valueOf(event.subject())))));
        connect(Map.of(
                "table.include.list", "public.outbox",
                "transforms", "outbox",
                "transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter",
                "transforms.outbox.table.fields.additional.placement", "type:header:eventType",
                "tombstones.on.delete", "false"));
        // Debezium's router leaves out what a snapshot reads: the rows must come by the log.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> postgres.execute("SELECT 1 / count(*) FROM pg_replication_slots WHERE active"));
        postgres.execute(
                "INSERT INTO outbox SELECT gen_random_uuid(), 'customer', 'c-7', 'CustomerJoined', '{\"id\": \"c-7\"}'",
                "DELETE FROM outbox");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(topics.size("outbox.event.customer")).isEqualTo(1));
        KafkaEvent event = topics.next();

        for (int i = 0; i < 2; i++) {
            assertThat(welcome.handle(event, new FakeContext(60_000)))
                    .isEqualTo(Map.of("batchItemFailures", List.of()));
        }

        assertThat(told).filteredOn(code -> !code.equals("ignored")).containsExactly("applied", "duplicate");
        assertThat(moves()).isEqualTo(Map.of("c-7", List.of("c-7")));
    }

    /** @param schemas whether each record has its schema */
    private void connect(String schemas) {
        // The slot keeps what was confirmed: else the server would not send again what follows older offsets.
        connect(Map.of("converter.schemas.enable", schemas, "flush.lsn.source", "false"));
    }

    private void connect(Map<String, String> properties) {
        running.push(new Connector(postgres.port(), offsets(), topics, properties));
    }

    private void disconnect() throws IOException {
        while (!running.isEmpty()) {
            running.pop().stop();
        }
    }

    private Path offsets() {
        return folder.resolve("offsets");
    }

    /** Hands everything on, as soon as the table's topic has so many records. */
    private void deliver(long records) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(topics.size("shop.public.customers")).isEqualTo(records));
        KafkaEvent event = topics.next();
        assertThat(register.handleRequest(event, new FakeContext(60_000)))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
    }

    private Evenstep evenstep() {
        String letters = sqs.getQueueUrl(request -> request.queueName("test-dead-letters"))
                .queueUrl();
        return Evenstep.from(Map.of(
                        "IDEMPOTENCY_TABLE", "test-idempotency",
                        "CUSTOMERS_TABLE", "test-customers",
                        "MOVES_TABLE", "test-moves",
                        "DEAD_LETTER_QUEUE_URL", letters))
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs)
                .withTelemetry((consumer, outcomes) ->
                        outcomes.forEach(outcome -> told.add(outcome.decision().code())));
    }

    private Map<String, String> cities() {
        Map<String, String> cities = new TreeMap<>();
        items("test-customers")
                .forEach(item -> cities.put(
                        value(item, "id").s(),
                        item.containsKey("city") ? value(item, "city").s() : "-"));
        return cities;
    }

    private Map<String, List<String>> moves() {
        Map<String, List<String>> moves = new TreeMap<>();
        items("test-moves")
                .forEach(item -> moves.put(
                        value(item, "id").s(),
                        value(item, "cities").l().stream()
                                .map(AttributeValue::s)
                                .toList()));
        return moves;
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private List<Map<String, AttributeValue>> items(String table) {
        return dynamoDb.scan(request -> request.tableName(table).consistentRead(true))
                .items();
    }

    private int deadLetters() throws IOException {
        return Integer.parseInt(sqs.getQueueAttributes(
                        request -> request.queueUrl(sqs.getQueueUrl(name -> name.queueName("test-dead-letters"))
                                        .queueUrl())
                                .attributeNamesWithStrings("ApproximateNumberOfMessages"))
                .attributesAsStrings()
                .get("ApproximateNumberOfMessages"));
    }
}
