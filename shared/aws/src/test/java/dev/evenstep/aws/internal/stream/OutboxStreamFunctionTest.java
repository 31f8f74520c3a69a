package dev.evenstep.aws.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OutboxStreamFunctionTest {

    private final List<String> run = new ArrayList<>();
    private final List<Outcome> reported = new ArrayList<>();

    @Test
    void insertedEventsOfAnEntityAreHandledOneAfterTheOther() {
        StreamsEventResponse response = handle(
                delivery -> new Decision.Applied(),
                record("1", "INSERT", "a"),
                record("2", "INSERT", "a"),
                record("3", "INSERT", "b"));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(run).containsExactlyInAnyOrder("1", "2", "3").containsSubsequence("1", "2");
        assertThat(reported).extracting(outcome -> outcome.delivery().body()).containsOnly("event");
    }

    @Test
    void changesAndRemovalsAreNoEvents() {
        StreamsEventResponse response =
                handle(delivery -> new Decision.Applied(), record("1", "REMOVE", "a"), record("2", "MODIFY", "a"));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(run).isEmpty();
    }

    @Test
    void aRowThatIsPutBackAsPublishedIsNoEvent() {
        DynamodbStreamRecord published = record("1", "INSERT", "a");
        published
                .getDynamodb()
                .setNewImage(Map.of(
                        "envelope", new AttributeValue().withS("event"), "published", new AttributeValue().withN("1")));

        assertThat(handle(delivery -> new Decision.Applied(), published).getBatchItemFailures())
                .isEmpty();
        assertThat(run).isEmpty();
    }

    @Test
    void aDeliverySaysWhichRowItTellsOf() {
        DynamodbStreamRecord versioned = record("1", "INSERT", "a");
        versioned
                .getDynamodb()
                .setKeys(Map.of("entity", new AttributeValue().withS("a"), "version", new AttributeValue().withN("7")));

        StreamsEventResponse unused = handle(delivery -> new Decision.Applied(), versioned);

        assertThat(reported).singleElement().satisfies(outcome -> {
            assertThat(outcome.delivery().group()).isEqualTo("a");
            assertThat(outcome.delivery().attributes())
                    .isEqualTo(Map.of("version", new Delivery.Attribute("Number", "7")));
        });
    }

    @Test
    void theFirstRecordThatDidNotSettleIsNamedAndWhatSettledBehindItIsNotRunAgain() {
        boolean[] failing = {true};
        OutboxStreamProcessor function = function(delivery ->
                delivery.id().equals("2") && failing[0] ? Decision.Transient.ofRecord("down") : new Decision.Applied());
        DynamodbEvent first = event(
                record("1", "INSERT", "a"),
                record("2", "INSERT", "b"),
                record("3", "INSERT", "b"),
                record("4", "INSERT", "c"));

        assertThat(function.handle(first, new FakeContext(10_000)).getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("2");
        assertThat(run).containsExactlyInAnyOrder("1", "2", "4");

        run.clear();
        failing[0] = false;
        DynamodbEvent again = event(record("2", "INSERT", "b"), record("3", "INSERT", "b"), record("4", "INSERT", "c"));
        assertThat(function.handle(again, new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();
        assertThat(run).containsExactly("2", "3");
    }

    @Test
    void aRecordOfAnotherShardWithTheSameSequenceNumberIsAnotherRecord() {
        OutboxStreamProcessor function = function(
                delivery -> delivery.id().equals("1") ? Decision.Transient.ofRecord("down") : new Decision.Applied());
        DynamodbEvent oneShard = event(record("1", "INSERT", "a"), record("2", "INSERT", "b"));
        assertThat(function.handle(oneShard, new FakeContext(10_000)).getBatchItemFailures())
                .hasSize(1);

        run.clear();
        DynamodbStreamRecord another = record("2", "INSERT", "c");
        another.setEventID("event of another shard");
        DynamodbStreamRecord nameless = record("2", "INSERT", "d");
        nameless.setEventID(null);
        assertThat(function.handle(event(another), new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();
        assertThat(function.handle(event(nameless), new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();
        assertThat(run).containsExactly("2", "2");
    }

    @Test
    void aRecordWithoutAnEnvelopeStillHasItsDecision() {
        DynamodbStreamRecord bare = record("1", "INSERT", "a");
        bare.getDynamodb().setNewImage(Map.of());

        StreamsEventResponse response = handle(delivery -> new Decision.Applied(), bare);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(reported).extracting(outcome -> outcome.delivery().body()).containsExactly("");
    }

    @Test
    void aRecordSaysWhenItWasWritten() {
        DynamodbStreamRecord timed = record("1", "INSERT", "a");
        timed.getDynamodb().setApproximateCreationDateTime(Date.from(Instant.parse("2026-11-21T08:00:00Z")));

        StreamsEventResponse unused = handle(delivery -> new Decision.Applied(), timed, record("2", "INSERT", "a"));

        assertThat(reported)
                .extracting(outcome -> outcome.delivery().sentAt())
                .containsExactly(Instant.parse("2026-11-21T08:00:00Z"), null);
    }

    private StreamsEventResponse handle(Function<Delivery, Decision> work, DynamodbStreamRecord... records) {
        return function(work).handle(event(records), new FakeContext(10_000));
    }

    private OutboxStreamProcessor function(Function<Delivery, Decision> work) {
        return new OutboxStreamProcessor(
                "test",
                new ConcurrentBatchProcessor(
                        (delivery, deadline) -> {
                            synchronized (run) {
                                run.add(delivery.id());
                            }
                            return work.apply(delivery);
                        },
                        BatchOptions.defaults()),
                (consumer, outcomes) -> reported.addAll(outcomes),
                Clock.systemUTC());
    }

    private static DynamodbEvent event(DynamodbStreamRecord... records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return event;
    }

    private static DynamodbStreamRecord record(String sequenceNumber, String name, String entity) {
        StreamRecord change = new StreamRecord();
        change.setSequenceNumber(sequenceNumber);
        change.setKeys(Map.of("entity", new AttributeValue().withS(entity)));
        change.setNewImage(Map.of("envelope", new AttributeValue().withS("event")));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID("event-" + sequenceNumber);
        record.setEventName(name);
        record.setDynamodb(change);
        return record;
    }
}
