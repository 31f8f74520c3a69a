package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestPorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.sdk.InProcessHttpClient;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.streaming.Aggregation;
import dev.evenstep.streaming.Keyed;
import dev.evenstep.streaming.Pattern;
import dev.evenstep.streaming.StreamConsumer;
import dev.evenstep.streaming.StreamDefinition;
import dev.evenstep.streaming.Windows;
import dev.evenstep.testkit.FakeClock;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Windows and patterns on DynamoDB's engine, which throttles, conflicts and loses replies, several threads at the same keys. */
class StreamEngineTest {

    private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");
    private static final int THREADS = 3;
    private static final int SEEDS = 2;
    private static final int EVENTS = 24;

    record Paid(String customer, BigDecimal amount) {}

    record Figure(String customer, Instant start, BigDecimal sum) {}

    record Alarm(String event) {}

    private static final EventType<Paid> PAID = EventType.of("bank", "Paid", Paid.class);
    private static final EventType<Figure> FIGURE = EventType.of("figures", "Figure", Figure.class);
    private static final EventType<Alarm> ALARM = EventType.of("figures", "Alarm", Alarm.class);
    private static final Keyed<Paid> PAYMENTS = Keyed.of(PAID, Paid::customer);

    private static final StreamDefinition SUMS = Windows.tumbling(Duration.ofSeconds(10))
            .allowedLateness(Duration.ofMinutes(2))
            .of(PAYMENTS, Aggregation.sum(Paid::amount))
            .sends(FIGURE, window -> new Figure(window.key(), window.start(), window.value()));
    private static final StreamDefinition THREE = Pattern.times(3, PAYMENTS)
            .within(Duration.ofSeconds(8))
            .sends(ALARM, match -> new Alarm(match.last().id()));

    private record Payment(String id, String customer, int amount, Instant time) {}

    private final Faults faults = Faults.of(1);
    private final DynamoDb engine = DynamoDb.start(DynamoDbOptions.defaults().withFaults(faults));
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(URI.create("http://in-process"))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new InProcessHttpClient(engine.service()::handle))
            .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    private final DynamoDbStore store = new DynamoDbStore(client, TableNames.from(DynamoDbStoreConformanceTest.TABLES));
    private final FakeClock clock = new FakeClock(BEGIN.plusSeconds(60));
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    @AfterEach
    void close() {
        client.close();
        engine.close();
    }

    @Test
    void whateverHappensEachEventCountsOnce() {
        create("test-things", "id", null);
        create("test-idempotency", "id", null);
        create("test-outbox", "entity", "version");
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Payment> payments = payments(seed, new Random(seed));
            List<String> bodies = payments.stream().map(this::body).toList();
            for (StreamDefinition definition : List.of(SUMS, THREE)) {
                EventProcessor processor = processor(definition == SUMS ? "sums" : "three", definition);
                deliverAll(processor, bodies);
                clock.advance(Duration.ofMinutes(10));
                deliverAll(processor, sent("dev.evenstep.streaming.StreamTimer"));
                clock.advance(Duration.ofMinutes(-10));
            }
            String run = "s" + seed + "-";
            assertThat(told("Figure", "customer", "sum", run)).containsExactlyInAnyOrderElementsOf(sums(payments));
            assertThat(told("Alarm", "event", null, run)).containsExactlyInAnyOrderElementsOf(thirds(payments));
        }
    }

    private static List<Payment> payments(int seed, Random random) {
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> new Payment(
                        "s" + seed + "-" + i,
                        "s" + seed + "-c" + random.nextInt(2),
                        1 << random.nextInt(16),
                        BEGIN.plusMillis(500L * random.nextInt(110))))
                .toList();
    }

    private static List<String> sums(List<Payment> payments) {
        TreeMap<String, Integer> sums = new TreeMap<>();
        payments.forEach(payment ->
                sums.merge(payment.customer + " " + payment.time.getEpochSecond() / 10, payment.amount, Integer::sum));
        return sums.entrySet().stream()
                .map(sum -> sum.getKey().split(" ", 2)[0] + " " + sum.getValue())
                .toList();
    }

    private static List<String> thirds(List<Payment> payments) {
        return payments.stream()
                .filter(last -> payments.stream()
                                .filter(other -> other.customer.equals(last.customer))
                                .filter(other -> !other.time.isBefore(last.time.minusSeconds(8)))
                                .filter(other -> other.time.isBefore(last.time)
                                        || (other.time.equals(last.time) && other.id.compareTo(last.id) <= 0))
                                .count()
                        >= 3)
                .map(Payment::id)
                .toList();
    }

    /** Each twice, by several threads, until each is settled. */
    private void deliverAll(EventProcessor processor, List<String> bodies) {
        List<String> deliveries = new ArrayList<>(bodies);
        deliveries.addAll(bodies);
        Collections.shuffle(deliveries, new Random(bodies.size()));
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>(deliveries);
        faults.add(FaultRule.of(Fault.THROTTLE, 0.05));
        faults.add(FaultRule.of(Fault.CONFLICT, 0.05));
        faults.add(FaultRule.of(Fault.LOST_REPLY, 0.1));
        IntStream.range(0, THREADS).parallel().forEach(thread -> {
            for (String body = queue.poll(); body != null; body = queue.poll()) {
                Deadline deadline = Deadline.in(Duration.ofSeconds(30), clock);
                if (!processor.on(new Delivery("m", body, null, 1), deadline).settled()) {
                    queue.add(body);
                }
            }
        });
        faults.clear();
    }

    private EventProcessor processor(String name, StreamDefinition definition) {
        Consumer consumer =
                StreamConsumer.of(name, key -> ItemKey.of("things", "id", name + "-" + key), definition, clock);
        return new EventProcessor(
                consumer, json, TestPorts.of(store), ConsumeOptions.defaults().withClock(clock));
    }

    private String body(Payment payment) {
        return json.write(Envelope.of(payment.id, "bank", "Paid", payment.time)
                .withData(1, "{\"customer\":\"%s\",\"amount\":%d}".formatted(payment.customer, payment.amount)));
    }

    private List<String> sent(String type) {
        Set<String> ids = new HashSet<>();
        return client.scanPaginator(request -> request.tableName("test-outbox")).items().stream()
                .map(item ->
                        Objects.requireNonNull(item.get(OutboxItem.ENVELOPE)).s())
                .filter(body -> json.read(body).type().equals(type))
                .filter(ids::add)
                .toList();
    }

    private List<String> told(String type, String field, @Nullable String more, String run) {
        return sent(type).stream()
                .map(body -> json.read(body).data())
                .map(data -> data.get(field) + (more == null ? "" : " " + data.get(more)))
                .filter(told -> told.startsWith(run))
                .toList();
    }

    private void create(String table, String hash, @Nullable String range) {
        List<AttributeDefinition> attributes = new ArrayList<>(List.of(attribute(hash, ScalarAttributeType.S)));
        List<KeySchemaElement> keys = new ArrayList<>(List.of(key(hash, KeyType.HASH)));
        if (range != null) {
            attributes.add(attribute(range, ScalarAttributeType.N));
            keys.add(key(range, KeyType.RANGE));
        }
        var unused = client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
