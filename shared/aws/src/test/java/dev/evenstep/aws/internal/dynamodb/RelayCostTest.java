package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.aws.TestAws;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.internal.outbox.RelayPorts;
import dev.evenstep.internal.outbox.SweepOptions;
import dev.evenstep.internal.outbox.Sweeper;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Step;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What publishing costs in DynamoDB requests, and what it leaves in the table. */
class RelayCostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.250Z");

    private final Capacity capacity = new Capacity();
    private final DynamoDbClient client = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
            .build();
    private final TableNames tables = TableNames.from(DynamoDbStoreConformanceTest.TABLES);
    private final String run = UUID.randomUUID().toString();
    private final List<String> published = new ArrayList<>();

    @Test
    void firstVersionsOfAFullBatchCostFourRequests() {
        List<Delivery> batch = new ArrayList<>();
        for (int entity = 0; entity < 100; entity++) {
            batch.add(committed("e" + entity, 1));
        }

        run(relay(), batch);

        assertThat(published).hasSize(100);
        assertThat(capacity.requests())
                .containsExactly("BatchWriteItem", "BatchWriteItem", "BatchWriteItem", "BatchWriteItem");
    }

    @Test
    void laterVersionsCostOneReadWhereTheInstanceDoesNotKnowWhatCameBefore() {
        Relay relay = relay();
        run(relay, List.of(committed("a", 1)));
        assertThat(capacity.requests()).containsExactly("BatchWriteItem");
        run(relay, List.of(committed("a", 2), committed("a", 3)));
        assertThat(capacity.requests()).containsExactly("BatchWriteItem");

        run(relay(), List.of(committed("a", 4)));

        assertThat(capacity.requests()).containsExactly("Query", "BatchWriteItem");
        assertThat(published).containsExactly("a/1", "a/2", "a/3", "a/4");
    }

    @Test
    void aDuplicateCostsNothingHereAndOneReadElsewhere() {
        Relay relay = relay();
        List<Delivery> batch = List.of(committed("a", 1), committed("a", 2));
        run(relay, batch);

        run(relay, batch);
        assertThat(capacity.requests()).isEmpty();
        run(relay(), batch.subList(1, 2));
        assertThat(capacity.requests()).containsExactly("Query");
        assertThat(published).containsExactly("a/1", "a/2");
    }

    @Test
    void aSmallEventCostsTwoUnitsForTheIndexWhereItIsCommittedAndOneWhereItIsMarked() {
        capacity.reset();
        Delivery record = committed("a", 1);
        assertThat(capacity.writeUnits()).isEqualTo(2 + 2 + 2);

        run(relay(), List.of(record));

        assertThat(capacity.writeUnits()).isEqualTo(1 + 1);
    }

    @Test
    void aSweepThatFindsNothingReadsEachBucketOnce() {
        capacity.reset();

        assertThat(sweep()).isEmpty();

        assertThat(capacity.requests()).hasSize(16).containsOnly("Query");
        assertThat(capacity.readUnits()).isEqualTo(8);
    }

    @Test
    void aSweepCostsAReadOfTheLogAnEntityAndAMarkForTwentyFiveRows() {
        for (int entity = 0; entity < 50; entity++) {
            Delivery unused = committed("e" + entity, 1);
        }
        capacity.reset();

        assertThat(sweep()).hasSize(50);

        assertThat(capacity.requests()).filteredOn("BatchWriteItem"::equals).hasSize(2);
        assertThat(capacity.requests()).filteredOn("Query"::equals).hasSizeLessThanOrEqualTo(16 * 2 + 50);
        assertThat(published).hasSize(50);
    }

    private List<Outcome> sweep() {
        Clock later = Clock.fixed(NOW.plus(Duration.ofMinutes(1)), ZoneOffset.UTC);
        Sweeper sweeper = new Sweeper(relay(), new DynamoDbOutbox(client, tables), SweepOptions.defaults());
        return sweeper.sweep(Deadline.in(Duration.ofMinutes(1), later)).outcomes();
    }

    @Test
    void aLongLogIsReadNoFurtherThanToWhatIsPublished() {
        List<Delivery> batch = new ArrayList<>();
        for (int version = 1; version <= 60; version++) {
            batch.add(committed("a", version));
        }
        run(relay(), batch);
        capacity.reset();

        run(relay(), List.of(committed("a", 61)));

        assertThat(capacity.requests()).containsExactly("Query", "BatchWriteItem");
    }

    @Test
    void aPublishedRowSaysWhenAndIsKeptForThirtyDaysAndAnUnpublishedOneForGood() {
        Delivery record = committed("a", 1);
        assertThat(row("a", 1)).containsOnlyKeys("entity", "version", "envelope", "bucket", "committed");

        run(relay(), List.of(record));

        assertThat(row("a", 1))
                .isEqualTo(Map.of(
                        "entity", AttributeValue.fromS(entity("a")),
                        "version", AttributeValue.fromN("1"),
                        "envelope", AttributeValue.fromS(record.body()),
                        "published", AttributeValue.fromN(Long.toString(NOW.toEpochMilli())),
                        "expiration",
                                AttributeValue.fromN(Long.toString(
                                        NOW.plus(Duration.ofDays(30)).getEpochSecond()))));
    }

    private Map<String, AttributeValue> row(String entity, int version) {
        return client.getItem(request -> request.tableName("test-outbox")
                        .consistentRead(true)
                        .key(Map.of(
                                "entity", AttributeValue.fromS(entity(entity)),
                                "version", AttributeValue.fromN(Integer.toString(version)))))
                .item();
    }

    private String entity(String name) {
        return name + "-" + run;
    }

    private Delivery committed(String name, int version) {
        Envelope envelope = new EventEnvelope(
                name + "/" + version,
                "test",
                "Published",
                1,
                NOW,
                entity(name),
                version,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        String json = new EnvelopeJson(Limits.defaults()).write(envelope);
        IdempotencyKey key = new IdempotencyKey("relay-cost", "test", entity(name) + "/" + version);
        Commit commit = new Commit(
                new Step.InAnyOrder(key, "content"),
                new Guard.FirstTime(),
                null,
                List.of(),
                List.of(new SerializedEvent(envelope, json)),
                null,
                NOW,
                NOW.plusSeconds(60));
        assertThat(new DynamoDbStore(client, tables).commit(commit)).isEqualTo(new Commits.Committed());
        return new Delivery(
                envelope.id(),
                json,
                entity(name),
                1,
                NOW,
                Map.of(Relay.VERSION, new Delivery.Attribute("Number", Integer.toString(version))));
    }

    private Relay relay() {
        RelayPorts ports = new RelayPorts(
                new DynamoDbOutbox(client, tables),
                (events, time) -> {
                    events.forEach(event -> published.add(event.envelope().id()));
                    return Collections.nCopies(events.size(), new PublishResult.Accepted());
                },
                (consumer, delivery, poison) -> {});
        return new Relay("relay", ports, new EnvelopeJson(Limits.defaults()), RelayOptions.defaults());
    }

    private void run(Relay relay, List<Delivery> batch) {
        capacity.reset();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        assertThat(relay.run(batch, Deadline.in(Duration.ofMinutes(1), clock)))
                .extracting(outcome -> outcome.decision())
                .allMatch(Decision::settled);
    }
}
