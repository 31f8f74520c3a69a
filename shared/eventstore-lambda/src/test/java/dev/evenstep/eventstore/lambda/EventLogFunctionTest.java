package dev.evenstep.eventstore.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.FakeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The function behind the stream of an event store's table, on a store in memory. */
class EventLogFunctionTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    record Booked(int amount) {}

    private static final EventType<Booked> BOOKED = EventType.of("ledger", "Booked", Booked.class);

    private final FakeClock clock = new FakeClock(NOW);
    private final EventStore store =
            EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private final Subscription views = subscription("views", each(seen::add));
    private final Subscription failing = subscription("failing", each(event -> {
        throw new IllegalStateException("away");
    }));

    private Subscription subscription(String name, LogHandler handler) {
        return Subscription.of(name, store.log(), store.checkpoints(), handler).withClock(clock);
    }

    private static LogHandler each(Consumer<String> handler) {
        return (shard, entries) -> entries.stream()
                .map(LogEntry::events)
                .forEach(events -> events.stream().map(Envelope::subject).forEach(handler));
    }

    private EventLogFunction function(LogReader... readers) {
        return new EventLogFunction("event-log", store, List.of(readers), clock, lines::add);
    }

    private void append(String stream) {
        assertThat(store.append(
                                stream,
                                ExpectedVersion.any(),
                                Append.of(UUID.randomUUID().toString(), NewEvent.of(BOOKED, new Booked(1))))
                        .orThrow())
                .isNotNull();
    }

    /** Each stream's, created now, with the sequence numbers 1, 2 and so on. */
    private DynamodbEvent rung(String... streams) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (String stream : streams) {
            DynamodbStreamRecord record = new DynamodbStreamRecord();
            record.setDynamodb(new StreamRecord()
                    .withSequenceNumber(Integer.toString(records.size() + 1))
                    .withApproximateCreationDateTime(Date.from(clock.instant()))
                    .withKeys(Map.of(
                            "stream", new AttributeValue().withS(stream), "commit", new AttributeValue().withN("1"))));
            records.add(record);
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    private List<String> handle(EventLogFunction function, DynamodbEvent event) {
        return function.handle(event, new FakeContext(10_000)).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void aProjectionsViewsFollow() {
        Projection<Booked> totals = Projection.named("totals", Booked.class)
                .on(
                        BOOKED,
                        event -> String.valueOf(event.subject()),
                        (total, event) -> new Booked((total == null ? 0 : total.amount())
                                + event.data().amount()));
        ViewStore kept = ViewStore.inMemory();
        EventLogFunction function = function(Projector.of(totals, store, kept).withClock(clock));
        append("account-1");
        append("account-1");

        assertThat(function.handle(rung("account-1"), new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();

        assertThat(Views.of(totals, kept).get("account-1").orElseThrow().value())
                .isEqualTo(new Booked(2));
        assertThat(lines).singleElement().asString().contains("\"consumer\":\"totals\"", "\"LagEntries\":0");
    }

    @Test
    void whatIsRungForIsInTheLogAndSeenInOneInvocation() {
        append("a-1");
        append("a-2");
        append("a-3");

        assertThat(handle(function(views), rung("a-1", "a-2", "a-1"))).isEmpty();

        assertThat(seen).containsExactlyInAnyOrder("a-1", "a-2");
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"consumer\":\"views\"", "\"LagEntries\":0", "\"LagSeconds\":0");
    }

    @Test
    void whatIsNoCommitIsPassedOver() {
        append("a-1");
        DynamodbEvent event = rung("log#3", "log#stream#a-1", "log#checkpoint#views", "snapshot#balance#a-1");
        assertThat(handle(function(views), event)).isEmpty();
        assertThat(seen).isEmpty();
        assertThat(store.log().end()).isEqualTo(LogPosition.START);

        DynamodbEvent malformed = rung("a-1");
        malformed.setRecords(List.of(
                new DynamodbStreamRecord(),
                record(new StreamRecord()),
                record(new StreamRecord().withKeys(Map.of("stream", new AttributeValue().withN("1")))),
                malformed.getRecords().getFirst()));
        assertThat(handle(function(views), malformed)).isEmpty();
        assertThat(seen).containsExactly("a-1");
        assertThat(handle(function(views), new DynamodbEvent())).isEmpty();
    }

    private static DynamodbStreamRecord record(StreamRecord change) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setDynamodb(change);
        return record;
    }

    @Test
    void aSubscriptionThatFailsHoldsUpNobodyAndBringsTheBatchBack() {
        append("a-1");
        DynamodbEvent event = rung("log#1", "a-1");
        clock.advance(Duration.ofSeconds(5));

        assertThat(handle(function(failing, views), event)).containsExactly("1");

        assertThat(seen).containsExactly("a-1");
        assertThat(lines)
                .filteredOn(line -> line.contains("\"failing\""))
                .singleElement()
                .asString()
                .contains("\"LagEntries\":1", "\"LagSeconds\":0");

        clock.advance(Duration.ofSeconds(54));
        assertThat(handle(function(failing, views), event)).containsExactly("1");
        assertThat(lines.getLast() + lines.get(2)).contains("\"LagSeconds\":54");
    }

    @Test
    void afterAMinuteTheShardGoesOnAndTheScheduleCatchesUp() {
        append("a-1");
        DynamodbEvent event = rung("a-1");
        clock.advance(Duration.ofSeconds(61));

        assertThat(handle(function(failing), event)).isEmpty();
        function(failing, views).catchUp(new FakeContext(10_000));

        assertThat(seen).containsExactly("a-1");
        assertThat(lines.getFirst()).contains("\"LagEntries\":1");
    }

    @Test
    void whatIsNotSequencedBringsTheBatchBackHoweverOld() {
        append("a-1");
        store.sequencer().sequence(List.of("a-1"));
        EventStore broken = new SequencerAway(store);
        DynamodbEvent event = rung("a-2", "a-1");
        clock.advance(Duration.ofMinutes(10));

        assertThat(handle(new EventLogFunction("event-log", broken, List.of(views), clock, lines::add), event))
                .containsExactly("1");

        assertThat(seen).containsExactly("a-1");
    }

    @Test
    void whatIsNotReadInTimeBringsTheBatchBackAndGoesOn() {
        append("a-1");
        append("a-2");
        Subscription slow = subscription("slow", each(event -> {
            clock.advance(Duration.ofSeconds(20));
            seen.add(event);
        }));
        assertThat(handle(function(slow), rung("a-1", "a-2"))).containsExactly("1");
        assertThat(seen).hasSize(1);
        assertThat(handle(function(slow), rung("a-1", "a-2"))).containsExactly("1");
        assertThat(handle(function(slow), rung("a-1", "a-2"))).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder("a-1", "a-2");
    }

    @Test
    void theSweepFindsWhatNobodyRangFor() {
        append("a-1");
        assertThat(function(views).sweep(new FakeContext(10_000))).isTrue();
        function(views).withoutMetrics().catchUp(new FakeContext(10_000));
        assertThat(seen).containsExactly("a-1");
        assertThat(lines).isEmpty();
    }
}
