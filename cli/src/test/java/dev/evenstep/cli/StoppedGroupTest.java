package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.aws.internal.sqs.SqsWakeUps;
import dev.evenstep.cli.deadletter.DeadLetter;
import dev.evenstep.cli.deadletter.DeadLetterQueue;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.Store;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A group of a real FIFO queue that stops at poison, and the ways in which it goes on. */
class StoppedGroupTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/queues.yaml", Map.of());

    record Numbered(int number) {}

    private static final EventType<Numbered> NUMBERED = EventType.of("test", "Numbered", Numbered.class);

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final GroupedQueue fifo = new GroupedQueue(sqs, "test-fifo.fifo");
    private final String dead =
            sqs.getQueueUrl(request -> request.queueName("test-fifo-dlq.fifo")).queueUrl();
    private final DeadLetterQueue letters = new DeadLetterQueue(sqs, dead);
    private final ParkedEvents parked = new ParkedEvents(dynamoDb, "test-parked");
    private final String group = "group-" + UUID.randomUUID();
    private final List<Integer> performed = new ArrayList<>();
    private boolean broken = true;

    @Test
    void whatFollowsPoisonIsParkedInOrderAndRunsInOrderWhenTheHeadIsRedriven() {
        stopAtTheFirstOfThree();
        broken = false;

        assertThat(letters.redrive(Set.of(onlyLetter().messageId()), fifo.url, letter -> {}))
                .isEmpty();
        handleTheNextBatch();

        assertThat(performed).containsExactly(1, 2, 3);
        assertNothingIsLeft();
    }

    @Test
    void aRedrivenHeadThatIsPoisonAgainStaysTheHead() {
        stopAtTheFirstOfThree();
        assertThat(letters.redrive(Set.of(onlyLetter().messageId()), fifo.url, letter -> {}))
                .isEmpty();
        handleTheNextBatch();
        assertThat(performed).isEmpty();
        assertThat(rows()).extracting(ParkedRow::state).containsExactly(State.DEAD_LETTERED, State.WAITS, State.WAITS);

        broken = false;
        assertThat(letters.redrive(Set.of(onlyLetter().messageId()), fifo.url, letter -> {}))
                .isEmpty();
        handleTheNextBatch();

        assertThat(performed).containsExactly(1, 2, 3);
        assertNothingIsLeft();
    }

    @Test
    void aCorrectedHeadIsTheHead() {
        send(1, "\"one\"");
        send(2, "2");
        handleTheNextBatch();
        broken = false;

        assertThat(letters.redriveCorrected(onlyLetter().messageId(), body(1, "1"), fifo.url))
                .isPresent();
        handleTheNextBatch();

        assertThat(performed).containsExactly(1, 2);
        assertNothingIsLeft();
    }

    @Test
    void aReleasedGroupGoesOnWithoutItsHead() {
        stopAtTheFirstOfThree();
        broken = false;

        assertThat(new SqsWakeUps(() -> sqs, fifo.url, Clock.systemUTC())
                        .send(
                                rows().getFirst().wakeUp(WakeUp.Task.LEAVE_OUT, Instant.now()),
                                new Delivery("m", "", null, 1)))
                .isTrue();
        handleTheNextBatch();

        assertThat(performed).containsExactly(2, 3);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aMessageThatComesWhileTheGroupIsStoppedIsParkedBehindTheOthersAndOtherGroupsGoOn() {
        stopAtTheFirstOfThree();
        broken = false;

        send(4, "4");
        fifo.send(body(7, "7"), "other-" + group);
        handleTheNextBatch();

        assertThat(performed).containsExactly(7);
        assertThat(rows())
                .extracting(ParkedRow::waitsFor)
                .containsExactly(
                        "its redrive",
                        "the dead letter of its group",
                        "the dead letter of its group",
                        "the dead letter of its group");
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.consumer()).isEqualTo("stopping");
            assertThat(row.isOfGroup()).isTrue();
            assertThat(row.queue()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:test-fifo.fifo");
            assertThat(row.until()).isNull();
        });
        assertThat(parked.behind(rows().getFirst().condition().address()))
                .extracting(event -> event.delivery().body())
                .containsExactly(body(1, "1"), body(2, "2"), body(3, "3"), body(4, "4"));
    }

    private void stopAtTheFirstOfThree() {
        send(1, "1");
        send(2, "2");
        send(3, "3");
        handleTheNextBatch();
        assertThat(performed).isEmpty();
        assertThat(rows()).hasSize(3);
    }

    private void assertNothingIsLeft() {
        assertThat(rows()).isEmpty();
        assertThat(letters.list()).isEmpty();
        assertThat(fifo.isEmpty()).isTrue();
    }

    private List<ParkedRow> rows() {
        return parked.list().stream().filter(row -> row.line().equals(group)).toList();
    }

    private DeadLetter onlyLetter() {
        List<DeadLetter> all = letters.list();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void send(int id, String number) {
        fifo.send(body(id, number), group);
    }

    private String body(int id, String number) {
        return """
                {"specversion":"1.0","id":"%s-%d","source":"test","type":"Numbered","time":"2026-11-21T08:00:00Z",
                 "data":{"number":%s}}""".formatted(group, id, number);
    }

    /** Nothing comes back to the queue: what is handled, parked or dead-lettered is done with. */
    private void handleTheNextBatch() {
        SQSEvent event = fifo.event();
        assertThat(event.getRecords()).isNotEmpty();
        SQSBatchResponse response = function().handle(event, new FakeContext(10_000));
        assertThat(response.getBatchItemFailures()).isEmpty();
        event.getRecords()
                .forEach(record -> sqs.deleteMessage(
                        request -> request.queueUrl(fifo.url).receiptHandle(record.getReceiptHandle())));
    }

    private SqsProcessor function() {
        Clock clock = Clock.systemUTC();
        LeasedConsumer consumer = Consumer.leased("stopping")
                .on(NUMBERED, this::perform, event -> Effect.none())
                .stoppingGroups();
        Store store = new DynamoDbStore(
                dynamoDb,
                TableNames.from(Map.of("IDEMPOTENCY_TABLE", "test-idempotency", "PARKED_TABLE", "test-parked")));
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), new Random(7));
        RetryPolicy policy = RetryPolicy.defaults().withBackoff(backoff, backoff);
        ConsumePorts ports = new ConsumePorts(
                store,
                new DeadLettering(
                        "stopping",
                        new SqsDeadLetters(() -> sqs, dead),
                        store,
                        policy,
                        FailureRule.standard(),
                        Duration.ofMillis(500)),
                new SqsWakeUps(() -> sqs, null, clock),
                (name, outcomes) -> {});
        return new SqsProcessor(
                "stopping",
                new ConcurrentBatchProcessor(
                        new EventProcessor(
                                consumer, new EnvelopeJson(Limits.defaults()), ports, ConsumeOptions.defaults()),
                        BatchOptions.defaults()),
                new RetryScheduler(() -> sqs, policy, 8, clock),
                (name, outcomes) -> {},
                clock);
    }

    private synchronized void perform(Event<Numbered> event) {
        if (broken && event.data().number() == 1) {
            throw new PermanentFailure("no such article");
        }
        performed.add(event.data().number());
    }
}
