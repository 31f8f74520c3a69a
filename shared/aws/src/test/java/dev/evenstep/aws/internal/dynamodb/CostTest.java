package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.TestPorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What events cost in DynamoDB requests and units, as README says. */
class CostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    record Counted(int number) {}

    private static final EventType<Counted> COUNTED = EventType.of("test", "Counted", Counted.class);

    private final Capacity capacity = new Capacity();
    private final DynamoDbClient client = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
            .build();
    private final String run = UUID.randomUUID().toString();
    private final ItemKey thing = ItemKey.of("things", "id", run);

    @Test
    void aVersionedEventCostsOneRequestAndOneUnit() {
        Consumer consumer = Consumer.versioned("cost", subject -> thing)
                .on(COUNTED, event -> Write.update(thing).add("sum", 1));

        assertThat(consume(consumer)).isEqualTo(new Decision.Applied());
        assertCost(1, "UpdateItem");
        assertThat(consume(consumer)).isEqualTo(new Decision.Duplicate(null));
        assertThat(capacity.requests()).containsExactly("UpdateItem");
    }

    @Test
    void aTransactionalEventCostsOneRequest() {
        Consumer consumer = Consumer.transactional("cost")
                .on(
                        COUNTED,
                        event -> Effect.of(Write.update(thing).add("sum", 1)).publish(COUNTED, event.data()));

        assertThat(consume(consumer)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests()).containsExactly("TransactWriteItems");
        assertThat(consume(consumer)).isEqualTo(new Decision.Duplicate(null));
        assertThat(capacity.requests()).containsExactly("TransactWriteItems");
    }

    @Test
    void aTransactionalEventThatRestsOnReadingCostsOneRequestMore() {
        Consumer consumer = Consumer.transactional("cost")
                .on(
                        COUNTED,
                        event -> List.of(thing),
                        (event, items) -> Effect.of(Write.update(thing).add("sum", 1)));

        assertThat(consume(consumer)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests()).containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void whatIsReadIsReadConsistentlyAtOneUnitForEveryFourKilobytes() {
        DynamoDbStore store = new DynamoDbStore(client, TableNames.from(DynamoDbStoreConformanceTest.TABLES));
        put("small", "x".repeat(3_000));
        put("large", "x".repeat(5_000));

        capacity.reset();
        assertThat(store.read(List.of(key("small")))).hasSize(1);
        assertThat(capacity.readUnits()).isEqualTo(1);

        capacity.reset();
        assertThat(store.read(List.of(key("small"), key("large")))).hasSize(2);
        assertThat(capacity.requests()).containsExactly("BatchGetItem");
        assertThat(capacity.readUnits()).isEqualTo(3);
    }

    @Test
    void aTransactionalEventWithoutAnyEffectCostsOneUnit() {
        Consumer consumer = Consumer.transactional("cost").on(COUNTED, event -> Effect.none());

        assertThat(consume(consumer)).isEqualTo(new Decision.Applied());
        assertCost(1, "UpdateItem");
    }

    @Test
    void aLeasedEventWithNothingElseToCommitCostsTwoRequestsAndTwoUnits() {
        Consumer consumer =
                Consumer.leased("cost").on(COUNTED, String.class, event -> "done", (event, answer) -> Effect.none());

        assertThat(consume(consumer)).isInstanceOf(Decision.Applied.class);
        assertCost(2, "UpdateItem", "UpdateItem");
        assertThat(consume(consumer)).isEqualTo(new Decision.Duplicate("\"done\""));
        assertThat(capacity.requests()).containsExactly("UpdateItem");
    }

    @Test
    void aLeasedEventKeepsItsAnswerBeforeItCommitsTheRestInOneTransaction() {
        Consumer consumer = Consumer.leased("cost")
                .on(
                        COUNTED,
                        String.class,
                        event -> "done",
                        (event, answer) -> Effect.none().publish(COUNTED, event.data()));

        assertThat(consume(consumer)).isInstanceOf(Decision.Applied.class);
        assertThat(capacity.requests()).containsExactly("UpdateItem", "UpdateItem", "TransactWriteItems");
    }

    @Test
    void whatCannotBeReadCostsNothing() {
        EventProcessor processor = consumption(Consumer.transactional("cost").on(COUNTED, event -> Effect.none()));

        Decision decision = FailureBoundary.decide(processor, new Delivery("m", "nonsense", null, 1), deadline());

        assertThat(decision).isInstanceOf(Decision.Poison.class);
        assertThat(capacity.requests()).isEmpty();
    }

    private ItemKey key(String name) {
        return ItemKey.of("things", "id", run + name);
    }

    private void put(String name, String text) {
        client.putItem(request -> request.tableName("test-things")
                .item(Map.of("id", AttributeValue.fromS(run + name), "text", AttributeValue.fromS(text))));
    }

    private void assertCost(double units, String... requests) {
        assertThat(capacity.requests()).containsExactly(requests);
        assertThat(capacity.writeUnits()).isEqualTo(units);
    }

    private Decision consume(Consumer consumer) {
        capacity.reset();
        String body = """
                {"specversion":"1.0","id":"%s","source":"test","type":"Counted","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":1,"data":{"number":1}}""".formatted(run, run);
        return consumption(consumer).on(new Delivery("m", body, null, 1), deadline());
    }

    private EventProcessor consumption(Consumer consumer) {
        Map<String, String> tables = DynamoDbStoreConformanceTest.TABLES;
        return new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                TestPorts.of(new DynamoDbStore(client, TableNames.from(tables))),
                ConsumeOptions.defaults());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(30), Clock.systemUTC());
    }
}
