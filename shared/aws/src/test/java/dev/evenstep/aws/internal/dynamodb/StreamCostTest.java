package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.TestPorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.ItemKey;
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
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What an event of a window or a pattern costs in DynamoDB requests and units, as the page on stream processing says. */
class StreamCostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    record Declined(String customer, boolean isCard) {}

    private static final EventType<Declined> DECLINED = EventType.of("test", "Declined", Declined.class);
    private static final EventType<Declined> FOUND = EventType.of("test", "Found", Declined.class);
    private static final Keyed<Declined> DECLINES = Keyed.of(DECLINED, Declined::customer);

    private final Capacity capacity = new Capacity();
    private final DynamoDbClient client = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
            .build();
    private final String run = UUID.randomUUID().toString();

    private final StreamDefinition pattern = Pattern.times(3, DECLINES.where(Declined::isCard))
            .within(Duration.ofMinutes(1))
            .sends(FOUND, match -> new Declined(match.key(), true));

    @Test
    void anEventOfAPatternCostsAReadAndATransactionOfTwoItems() {
        assertThat(consume(pattern, "a", true)).isInstanceOf(Decision.Applied.class);
        assertCost(4, 1, "BatchGetItem", "TransactWriteItems");

        assertThat(consume(pattern, "b", true)).isInstanceOf(Decision.Applied.class);
        assertCost(4, 1, "BatchGetItem", "TransactWriteItems");
    }

    @Test
    void whatCompletesItSendsAnEventInTheSameTransaction() {
        Decision unused = consume(pattern, "a", true);
        Decision unusedToo = consume(pattern, "b", true);
        assertThat(consume(pattern, "c", true)).isInstanceOf(Decision.Applied.class);

        assertThat(capacity.requests()).containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void whatNobodyLooksAtCostsOneUnitAndNoRead() {
        assertThat(consume(pattern, "a", false)).isInstanceOf(Decision.Applied.class);
        assertCost(1, 0, "UpdateItem");
    }

    @Test
    void aWindowSendsOneTimerForAllOfItsEvents() {
        StreamDefinition windows = Windows.session(Duration.ofDays(1), Duration.ofHours(1))
                .of(DECLINES, Aggregation.count())
                .sends(FOUND, window -> new Declined(window.key(), true));

        assertThat(consume(windows, "a", true)).isInstanceOf(Decision.Applied.class);
        assertThat(capacity.requests()).containsExactly("BatchGetItem", "TransactWriteItems");
        double withTimer = capacity.writeUnits();
        assertThat(consume(windows, "b", true)).isInstanceOf(Decision.Applied.class);
        assertCost(4, 1, "BatchGetItem", "TransactWriteItems");
        assertThat(withTimer).isGreaterThan(4);
    }

    private void assertCost(double writeUnits, double readUnits, String... requests) {
        assertThat(capacity.requests()).containsExactly(requests);
        assertThat(capacity.writeUnits()).isEqualTo(writeUnits);
        assertThat(capacity.readUnits()).isEqualTo(readUnits);
    }

    private Decision consume(StreamDefinition definition, String id, boolean isCard) {
        capacity.reset();
        String body = """
                {"specversion":"1.0","id":"%s","source":"test","type":"Declined","time":"%s",
                 "data":{"customer":"%s","isCard":%s}}""".formatted(run + id, Instant.now(), run, isCard);
        Consumer consumer = StreamConsumer.of("cost", key -> ItemKey.of("things", "id", key), definition);
        EventProcessor processor = new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                TestPorts.of(new DynamoDbStore(client, TableNames.from(DynamoDbStoreConformanceTest.TABLES))),
                ConsumeOptions.defaults());
        return processor.on(new Delivery("m", body, null, 1), Deadline.in(Duration.ofSeconds(30), Clock.systemUTC()));
    }
}
