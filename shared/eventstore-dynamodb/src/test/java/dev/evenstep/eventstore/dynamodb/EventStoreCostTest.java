package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.VersionConflict;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the event store costs in DynamoDB requests and units, as docs/event-store.md says. */
class EventStoreCostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    record Booked(int amount, String note) {}

    private static final EventType<Booked> BOOKED = EventType.of("ledger", "Booked", Booked.class);

    private final Capacity capacity = new Capacity();
    private final DynamoDbClient client = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
            .build();
    private final EventStore ledger = DynamoDbEventStore.of(client, "test-events", EventStoreOptions.defaults());
    private final Fold<Integer> balance = Fold.of(
                    EventReader.of(List.of(BOOKED)),
                    0,
                    (sum, event) -> sum + event.as(Booked.class).data().amount())
            .withSnapshots("balance", 1, Integer.class, 50);

    @Test
    void anAppendOfManySmallEventsIsOneRequestAndAUnitForEachKilobyte() {
        assertThat(append(ledger, "a", ExpectedVersion.empty(), 1, "")).isEqualTo(new Position(1, 1));
        assertCost(1, "PutItem");

        assertThat(append(ledger, "a", ExpectedVersion.exactly(new Position(1, 1)), 10, ""))
                .isEqualTo(new Position(2, 11));
        assertCost(1, "PutItem");

        assertThat(append(ledger, "a", ExpectedVersion.exactly(new Position(2, 11)), 100, ""))
                .isEqualTo(new Position(3, 111));
        assertThat(capacity.requests()).containsExactly("PutItem");
        assertThat(capacity.writeUnits()).isEqualTo(sizeOf("a", 3)).isLessThanOrEqualTo(10);
    }

    /** Of a commit, in KB that were begun. */
    private double sizeOf(String stream, int commit) {
        int bytes = client
                .getItem(request -> request.tableName("test-events")
                        .key(Map.of("stream", AttributeValue.fromS(stream), "commit", CommitItem.number(commit))))
                .item()
                .entrySet()
                .stream()
                .mapToInt(attribute -> attribute.getKey().length()
                        + (attribute.getValue().s() == null
                                ? (attribute.getValue().n().length() + 1) / 2 + 1
                                : attribute.getValue().s().length()))
                .sum();
        return Math.ceilDiv(bytes, 1024);
    }

    @Test
    void aConflictAndARepetitionAreOneRequest() {
        Append append = Append.of("a-1", events(3, ""));
        assertThat(ledger.append("a", ExpectedVersion.empty(), append).orThrow())
                .isNotNull();

        capacity.reset();
        assertThat(ledger.append("a", ExpectedVersion.empty(), append).orThrow().end())
                .isEqualTo(new Position(1, 3));
        assertThat(capacity.requests()).containsExactly("PutItem");

        capacity.reset();
        assertThat(ledger.append("a", ExpectedVersion.empty(), Append.of("a-2", events(3, ""))))
                .isInstanceOf(VersionConflict.class);
        assertThat(capacity.requests()).containsExactly("PutItem");
    }

    @Test
    void aVersionWithoutAPositionAndAnyVersionCostOneReadMore() {
        assertThat(append(ledger, "a", ExpectedVersion.empty(), 3, "")).isEqualTo(new Position(1, 3));

        assertThat(append(ledger, "a", ExpectedVersion.exactly(3), 1, "")).isEqualTo(new Position(2, 4));
        assertThat(capacity.requests()).containsExactly("Query", "PutItem");
        assertThat(append(ledger, "a", ExpectedVersion.any(), 1, "")).isEqualTo(new Position(3, 5));
        assertThat(capacity.requests()).containsExactly("Query", "PutItem");
    }

    @Test
    void whatDoesNotFitIntoOneItemIsOneTransaction() {
        assertThat(append(ledger, "a", ExpectedVersion.empty(), 5, "x".repeat(100_000)))
                .isEqualTo(new Position(2, 5));

        assertThat(capacity.requests()).containsExactly("TransactWriteItems");
        assertThat(capacity.writeUnits()).isBetween(2 * 488.0, 2 * 491.0);
    }

    @Test
    void aLoadBehindASnapshotIsTwoRequestsWhateverTheLength() {
        Position end = Position.START;
        for (int commit = 0; commit < 60; commit++) {
            end = append(ledger, "a", ExpectedVersion.exactly(end), 10, "");
        }
        assertThat(balance.load(ledger, "a").state()).isEqualTo(600);
        end = append(ledger, "a", ExpectedVersion.exactly(end), 10, "");
        capacity.reset();

        Fold.Loaded<Integer> loaded = balance.load(ledger, "a");

        assertThat(loaded).isEqualTo(new Fold.Loaded<>(610, end));
        assertThat(capacity.requests()).containsExactly("GetItem", "Query");
        assertThat(capacity.readUnits()).isEqualTo(1.5);
        assertThat(append(ledger, "a", ExpectedVersion.exactly(loaded.position()), 1, ""))
                .isEqualTo(new Position(62, 611));
        assertThat(capacity.requests()).containsExactly("PutItem");
    }

    @Test
    void aVersionIsFoundInFewReads() {
        Position end = Position.START;
        for (int commit = 0; commit < 200; commit++) {
            end = append(ledger, "a", ExpectedVersion.exactly(end), 1 + commit % 2, "");
        }
        capacity.reset();

        assertThat(ledger.read("a", ReadOptions.forward().from(100).limit(1)).events())
                .hasSize(1);

        assertThat(capacity.requests()).hasSizeLessThanOrEqualTo(9).containsOnly("Query");
    }

    private static List<NewEvent<?>> events(int count, String note) {
        return IntStream.range(0, count)
                .<NewEvent<?>>mapToObj(i -> NewEvent.of(BOOKED, new Booked(1, note)))
                .toList();
    }

    private Position append(EventStore store, String stream, ExpectedVersion expected, int events, String note) {
        capacity.reset();
        return store.append(stream, expected, Append.of(UUID.randomUUID().toString(), events(events, note)))
                .orThrow()
                .end();
    }

    private void assertCost(double units, String... names) {
        assertThat(capacity.requests()).containsExactly(names);
        assertThat(capacity.writeUnits()).isEqualTo(units);
    }
}
