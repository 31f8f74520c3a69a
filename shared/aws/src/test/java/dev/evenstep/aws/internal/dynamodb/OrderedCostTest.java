package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.TestPorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.batch.Deadline;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What keeping an order costs in DynamoDB requests and units, as README says. */
class OrderedCostTest {

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

    private final VersionedConsumer versioned = Consumer.versioned("ordered", subject -> thing)
            .on(COUNTED, event -> Write.update(thing).add("sum", 1));
    private final TransactionalConsumer summing = Consumer.transactional("ordered")
            .on(COUNTED, event -> Effect.of(Write.update(thing).add("sum", 1)));
    private final TransactionalConsumer idle = Consumer.transactional("ordered")
            .on(COUNTED, event -> Effect.none())
            .inOrder();
    private final LeasedConsumer leased = Consumer.leased("ordered")
            .on(COUNTED, event -> {}, event -> Effect.none())
            .inOrder();

    @Test
    void aTransactionalEventInOrderCostsOneRequestAndTheUnitsThatItsMarkWouldCost() {
        assertThat(consume(summing, 1)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests()).containsExactly("TransactWriteItems");
        double marked = capacity.writeUnits();

        assertThat(consume(summing.inOrder(), 1)).isEqualTo(new Decision.Applied());
        assertCost(marked, "TransactWriteItems");
        assertThat(consume(summing.inOrder(), 2)).isEqualTo(new Decision.Applied());
        assertCost(marked, "TransactWriteItems");
        assertThat(marked).isEqualTo(4);
    }

    @Test
    void withoutAnyEffectItCostsOneUnit() {
        assertThat(consume(idle, 1)).isEqualTo(new Decision.Applied());
        assertCost(1, "UpdateItem");
    }

    @Test
    void aLeasedEventInOrderCostsTwoRequestsAndTwoUnits() {
        assertThat(consume(leased, 1)).isEqualTo(new Decision.Applied());
        assertCost(2, "UpdateItem", "UpdateItem");
        assertThat(consume(leased, 2)).isEqualTo(new Decision.Applied());
        assertCost(2, "UpdateItem", "UpdateItem");
    }

    @Test
    void aVersionedEventCostsOneRequestAndOneUnit() {
        assertThat(consume(versioned, 1)).isEqualTo(new Decision.Applied());
        assertCost(1, "UpdateItem");
        assertThat(consume(versioned, 2)).isEqualTo(new Decision.Applied());
        assertCost(1, "UpdateItem");
    }

    @Test
    void aDuplicateAndAStaleEventCostOneRefusedRequestInEveryMode() {
        for (Consumer consumer : List.of(versioned, summing.inOrder(), leased)) {
            assertThat(consume(consumer, 1)).isEqualTo(new Decision.Applied());
            assertThat(consume(consumer, 1)).isEqualTo(new Decision.Duplicate(null));
            assertThat(capacity.requests()).hasSize(1);
            assertThat(consume(consumer, 2)).isEqualTo(new Decision.Applied());
            assertThat(consume(consumer, 1)).isEqualTo(new Decision.Stale(2, 1));
            assertThat(capacity.requests()).hasSize(1);
        }
    }

    @Test
    void anEarlyEventCostsARefusedRequestAndTheOneThatParksIt() {
        assertThat(consume(summing.inOrder(), 2)).isInstanceOf(Decision.Parked.class);
        assertThat(capacity.requests()).containsExactly("TransactWriteItems", "TransactWriteItems");
        assertThat(consume(summing.inOrder(), 3)).isInstanceOf(Decision.Parked.class);
        assertThat(capacity.requests()).containsExactly("TransactWriteItems", "TransactWriteItems");
        assertThat(capacity.writeUnits()).isEqualTo(4);

        assertThat(consume(versioned, 2)).isInstanceOf(Decision.Parked.class);
        assertThat(capacity.requests()).containsExactly("UpdateItem", "TransactWriteItems");
    }

    @Test
    void anEventWithoutAFunctionCostsOneRequestAndOneUnitInEveryMode() {
        for (Consumer consumer : List.of(versioned, summing.inOrder(), leased)) {
            assertThat(on(consumer, event(1, "Unheard", ""))).isEqualTo(new Decision.Applied());
            assertCost(1, "UpdateItem");
        }
    }

    @Test
    void fillingAHoleCostsWhatTheEventCostsAndARefusalAndALookAndARequestForEachThatWaited() {
        for (int version = 2; version <= 6; version++) {
            assertThat(consume(summing.inOrder(), version)).isInstanceOf(Decision.Parked.class);
        }

        assertThat(consume(summing.inOrder(), 1)).isEqualTo(new Decision.Applied());

        assertThat(capacity.requests())
                .startsWith("TransactWriteItems", "Query", "TransactWriteItems")
                .hasSize(3 + 5);
        assertThat(capacity.requests().subList(3, 8)).containsOnly("TransactWriteItems");
        assertThat(consume(summing.inOrder(), 7)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests()).containsExactly("TransactWriteItems");
    }

    @Test
    void inTheVersionedAndTheLeasedModeTooItCostsTheirRequestsForEachThatWaited() {
        for (int version = 2; version <= 6; version++) {
            assertThat(consume(versioned, version)).isInstanceOf(Decision.Parked.class);
            assertThat(consume(leased, version)).isInstanceOf(Decision.Parked.class);
        }

        assertThat(consume(versioned, 1)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests())
                .containsExactlyElementsOf(
                        after(List.of("UpdateItem", "Query", "UpdateItem"), 5, "TransactWriteItems"));
        assertThat(consume(leased, 1)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests())
                .containsExactlyElementsOf(after(
                        List.of("UpdateItem", "UpdateItem", "Query", "UpdateItem"),
                        5,
                        "UpdateItem",
                        "TransactWriteItems"));
    }

    @Test
    void anEventThatDependsOnAnotherCostsAReadMoreAndOneMoreToParkIt() {
        TransactionalConsumer any = Consumer.transactional("ordered").on(COUNTED, event -> Effect.none());
        String dependent = event(2, "Counted", "\"dependson\":\"test#" + run + "-1\",");

        assertThat(on(any, dependent)).isInstanceOf(Decision.Parked.class);
        assertThat(capacity.requests()).containsExactly("GetItem", "TransactWriteItems");
        assertThat(capacity.readUnits()).isEqualTo(1);

        assertThat(consume(any, 1)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests())
                .containsExactly("UpdateItem", "Query", "UpdateItem", "GetItem", "UpdateItem", "TransactWriteItems");

        assertThat(on(any, event(3, "Counted", "\"dependson\":\"test#" + run + "-1\",")))
                .isEqualTo(new Decision.Applied());
        assertThat(capacity.requests()).containsExactly("GetItem", "UpdateItem");
    }

    @Test
    void stoppingGroupsCostsAReadMore() {
        TransactionalConsumer stopping = Consumer.transactional("ordered")
                .on(COUNTED, event -> Effect.none())
                .stoppingGroups();
        capacity.reset();

        assertThat(consumption(stopping).on(new Delivery("m", event(1, "Counted", ""), run, 1), deadline()))
                .isEqualTo(new Decision.Applied());
        assertCost(1, "GetItem", "UpdateItem");
        assertThat(capacity.readUnits()).isEqualTo(1);
        assertThat(consume(stopping, 2)).isEqualTo(new Decision.Applied());
        assertThat(capacity.requests()).containsExactly("UpdateItem");
    }

    private static List<String> after(List<String> first, int times, String... each) {
        List<String> all = new ArrayList<>(first);
        Collections.nCopies(times, List.of(each)).forEach(all::addAll);
        return all;
    }

    private void assertCost(double units, String... requests) {
        assertThat(capacity.requests()).containsExactly(requests);
        assertThat(capacity.writeUnits()).isEqualTo(units);
    }

    private Decision consume(Consumer consumer, int version) {
        return on(consumer, event(version, "Counted", ""));
    }

    /** Each mode has a stream of its own. */
    private Decision on(Consumer consumer, String event) {
        capacity.reset();
        return consumption(consumer)
                .on(
                        new Delivery(
                                "m",
                                event.replace(
                                        "SUBJECT", run + consumer.getClass().getSimpleName()),
                                null,
                                1),
                        deadline());
    }

    private String event(int version, String type, String extensions) {
        return """
                {"specversion":"1.0","id":"%s-%d","source":"test","type":"%s","time":"2026-11-21T08:00:00Z",%s
                 "subject":"SUBJECT","entityversion":%d,"data":{"number":1}}""".formatted(run, version, type, extensions, version);
    }

    private EventProcessor consumption(Consumer consumer) {
        return new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                TestPorts.of(new DynamoDbStore(client, TableNames.from(DynamoDbStoreConformanceTest.TABLES))),
                ConsumeOptions.defaults());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(30), Clock.systemUTC());
    }
}
