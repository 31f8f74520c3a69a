package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a person sees of a table of parked events. */
class ParkedEventsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/queues.yaml", Map.of());

    private static final Instant SINCE = Instant.parse("2026-11-21T08:00:00Z");

    private final DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();
    private final DynamoDbStore store = new DynamoDbStore(
            client, TableNames.from(Map.of("IDEMPOTENCY_TABLE", "test-idempotency", "PARKED_TABLE", "test-parked")));
    private final ParkedEvents events = new ParkedEvents(client, "test-parked");
    private final String consumer = "seen-" + UUID.randomUUID();
    private final RecordAddress stream = new RecordAddress.OfStream(new PositionKey(consumer, "order-1"));

    /** DynamoDB answers at most 1 MB at a time. */
    @Test
    void everyPageIsListedAndShownInTheOrderOfTheTurns() {
        String large = "x".repeat(300 * 1024);
        for (int number = 11; number >= 7; number--) {
            park(new WaitCondition(stream, number - 1), ParkedEvent.placeOf(number), large, 11 - number);
        }

        assertThat(rows()).extracting(ParkedRow::number).containsExactly("7", "8", "9", "10", "11");
        assertThat(events.behind(stream))
                .hasSize(5)
                .allSatisfy(event -> assertThat(event.delivery().body()).isEqualTo(large));
        events.behind(stream).forEach(store::remove);
    }

    @Test
    void aRowSaysWhoWaitsForWhatInWhichLine() {
        RecordAddress event = new RecordAddress.OfEvent(new IdempotencyKey(consumer, "shop", "e-1"));
        park(new WaitCondition(stream, 2), ParkedEvent.placeOf(3), "{}", 0);
        park(new WaitCondition(event, 0), ParkedEvent.placeBehind(0, "key"), "{}", 0);

        assertThat(rows())
                .extracting(ParkedRow::line, ParkedRow::waitsFor, ParkedRow::isOfLine, ParkedRow::isOfGroup)
                .containsExactly(
                        tuple("order-1", "order-1 at 2", true, false), tuple("shop#e-1", "shop#e-1", false, false));
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.reason()).isEqualTo("early");
            assertThat(row.since()).isEqualTo(SINCE);
            assertThat(row.until()).isEqualTo(SINCE.plusSeconds(60));
            assertThat(row.queue()).isNull();
            assertThat(row.wakeUp(WakeUp.Task.LEAVE_OUT, SINCE).task()).isEqualTo(WakeUp.Task.LEAVE_OUT);
        });
        assertThat(rows())
                .extracting(
                        row -> row.wakeUp(WakeUp.Task.LEAVE_OUT, SINCE).stream(),
                        row -> row.wakeUp(WakeUp.Task.LEAVE_OUT, SINCE).event())
                .containsExactly(tuple("order-1", null), tuple(null, "e-1"));
    }

    private List<ParkedRow> rows() {
        return events.list().stream()
                .filter(row -> row.consumer().equals(consumer))
                .toList();
    }

    private void park(WaitCondition condition, String place, String body, int known) {
        ParkedEvent event = new ParkedEvent(
                condition,
                place,
                "key",
                new Delivery("m-1", body, null, 1),
                State.WAITS,
                "early",
                0,
                SINCE,
                SINCE.plusSeconds(60));
        assertThat(store.park(event, known, 100)).isInstanceOf(Parking.ParkingOutcome.Added.class);
    }
}
