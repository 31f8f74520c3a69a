package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the log costs in DynamoDB requests and units, as docs/event-store.md says. */
class LogCostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    record Booked(int amount, String note) {}

    private static final EventType<Booked> BOOKED = EventType.of("ledger", "Booked", Booked.class);

    private final Capacity capacity = new Capacity();
    private final DynamoDbClient client = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
            .build();
    private final EventStore writer = newInstance();

    private EventStore newInstance() {
        return DynamoDbEventStore.of(client, "test-events", EventStoreOptions.defaults());
    }

    /** Of one shard. */
    private static List<String> streams(int count) {
        return IntStream.range(0, 10_000)
                .mapToObj(number -> "account-" + number)
                .filter(name -> EventLog.shardOf(name) == 0)
                .limit(count)
                .toList();
    }

    private void append(String stream, int bytes) {
        NewEvent<?> event = NewEvent.of(BOOKED, new Booked(1, "x".repeat(bytes)));
        assertThat(writer.append(
                                stream,
                                ExpectedVersion.any(),
                                Append.of(UUID.randomUUID().toString(), event))
                        .orThrow())
                .isNotNull();
    }

    private void sequence(EventStore instance, List<String> streams) {
        capacity.reset();
        instance.sequencer().sequence(streams);
    }

    @Test
    void aCommitOfAStreamThatAnInstanceDoesNotKnowIsFourRequests() {
        List<String> stream = streams(1);
        append(stream.getFirst(), 80);

        sequence(newInstance(), stream);

        assertThat(capacity.requests()).containsExactly("BatchGetItem", "Query", "Query", "TransactWriteItems");
        assertThat(capacity.writeUnits()).isEqualTo(4);
        assertThat(capacity.readUnits()).isLessThanOrEqualTo(3);
    }

    @Test
    void aCommitOfAStreamThatItKnowsIsTwo() {
        List<String> stream = streams(1);
        EventStore instance = newInstance();
        append(stream.getFirst(), 80);
        sequence(instance, stream);
        append(stream.getFirst(), 80);

        sequence(instance, stream);

        assertThat(capacity.requests()).containsExactly("Query", "TransactWriteItems");
        assertThat(capacity.writeUnits()).isEqualTo(4);
        assertThat(capacity.readUnits()).isEqualTo(1);
    }

    @Test
    void whatIsInTheLogAlreadyIsOneRead() {
        List<String> stream = streams(1);
        EventStore instance = newInstance();
        append(stream.getFirst(), 80);
        sequence(instance, stream);

        sequence(instance, stream);

        assertThat(capacity.requests()).containsExactly("Query");
        assertThat(capacity.writeUnits()).isZero();
    }

    @Test
    void fiftyStreamsShareAnEntryAndItsUnits() {
        List<String> streams = streams(50);
        EventStore instance = newInstance();
        streams.forEach(stream -> append(stream, 80));

        sequence(instance, streams);

        assertThat(Collections.frequency(capacity.requests(), "TransactWriteItems"))
                .isEqualTo(1);
        assertThat(Collections.frequency(capacity.requests(), "BatchGetItem")).isEqualTo(1);
        assertThat(Collections.frequency(capacity.requests(), "Query")).isEqualTo(51);
        assertThat(capacity.requests()).hasSize(53);
        assertThat(capacity.writeUnits()).isBetween(2.0 * (50 + 14), 2.0 * (50 + 16));
        assertThat(capacity.readUnits()).isLessThanOrEqualTo(101);
    }

    @Test
    void whoeverWasOvertakenReadsAnew() {
        List<String> stream = streams(1);
        EventStore one = newInstance();
        EventStore other = newInstance();
        append(stream.getFirst(), 80);
        sequence(one, stream);
        append(stream.getFirst(), 80);
        sequence(other, stream);

        sequence(one, stream);

        assertThat(capacity.requests()).containsExactly("Query", "TransactWriteItems", "BatchGetItem", "Query");
    }

    @Test
    void aMegabyteOfTheLogIsOneRequest() {
        List<String> stream = streams(1);
        for (int i = 0; i < 12; i++) {
            append(stream.getFirst(), 100 * 1024);
        }
        writer.sequencer().sequence(stream);
        capacity.reset();

        LogPage page = newInstance().log().read(0, 0);

        int kilobytes = 100
                * page.entries().stream()
                        .mapToInt(entry -> entry.events().size())
                        .sum();
        assertThat(kilobytes).isBetween(900, 1200);
        assertThat(capacity.requests()).containsExactly("Query");
        assertThat(capacity.readUnits()).isBetween(kilobytes / 4.0, kilobytes / 4.0 + 2);
    }

    @Test
    void aRunIsAReadOfTheCheckpointAndOneOfEachShardAndAWriteWhereSomethingWasNew() {
        List<String> stream = streams(1);
        append(stream.getFirst(), 80);
        writer.sequencer().sequence(stream);
        Subscription subscription =
                Subscription.of("views", writer.log(), writer.checkpoints(), (shard, entries) -> {});
        capacity.reset();
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(Collections.frequency(capacity.requests(), "Query")).isEqualTo(9);
        assertThat(Collections.frequency(capacity.requests(), "UpdateItem")).isEqualTo(1);
        assertThat(capacity.requests()).hasSize(10);
        assertThat(capacity.writeUnits()).isEqualTo(1);

        capacity.reset();
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(capacity.requests()).hasSize(9).containsOnly("Query");
        assertThat(capacity.readUnits()).isLessThanOrEqualTo(9);
    }
}
