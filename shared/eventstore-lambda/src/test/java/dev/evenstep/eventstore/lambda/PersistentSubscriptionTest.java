package dev.evenstep.eventstore.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A persistent subscription: the log published to a FIFO queue, behind which consumers compete. Each applies every event of an
 * account once and in order, and what follows one that cannot be applied is parked.
 */
class PersistentSubscriptionTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/ledger.yaml", Map.of());

    record Booked(int cents) {}

    private static final EventType<Booked> BOOKED = EventType.of("ledger", "Booked", Booked.class);
    private static final EventType<Booked> NOTED = EventType.of("ledger", "Noted", Booked.class);

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final EventStore store = DynamoDbEventStore.of(dynamoDb, "test-events", EventStoreOptions.defaults());

    private final Map<String, String> environment = Map.of(
            "EVENTS_TABLE", "test-events",
            "BALANCES_TABLE", "test-balances",
            "IDEMPOTENCY_TABLE", "test-idempotency",
            "PARKED_TABLE", "test-parked",
            "MAX_RECEIVE_COUNT", "1000",
            "EVENT_QUEUE_URL", url("test-ledger.fifo"),
            "DEAD_LETTER_QUEUE_URL", url("test-ledger-dlq.fifo"));

    /** Of the function behind the table's stream. */
    private EventLogFunction eventLog(UnaryOperator<Subscription> selection) {
        LogHandler publishing = LogHandler.publishingTo(OutboxRelay.from(environment)
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs)
                .withoutMetrics()
                .publisher("publish-ledger"));
        Subscription toTheQueue = Subscription.of("to-the-queue", store.log(), store.checkpoints(), publishing);
        return EventLogFunction.of("event-log", store, selection.apply(toTheQueue))
                .withoutMetrics();
    }

    /** Of the function behind the queue. */
    private SqsFunction balances() {
        Consumer consumer = Consumer.transactional("balances")
                .on(BOOKED, PersistentSubscriptionTest::book)
                .inOrder();
        return Evenstep.from(environment)
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs)
                .withoutMetrics()
                .sqs(consumer);
    }

    private static Effect book(Event<Booked> event) {
        if (event.data().cents() == 0) {
            throw new PermanentFailure(Reason.REJECTED, "Nothing is booked");
        }
        return Effect.of(
                Write.update(ItemKey.of("balances", "account", event.envelope().orderKey()))
                        .add("cents", event.data().cents()));
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    /** As the table's stream tells of it. */
    private DynamodbStreamRecord append(String account, NewEvent<?>... events) {
        String id = account + "-" + List.of(events).hashCode();
        int commit = store.append(account, ExpectedVersion.any(), Append.of(id, events))
                .orThrow()
                .end()
                .commit();
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setDynamodb(new StreamRecord()
                .withSequenceNumber(account + commit)
                .withKeys(Map.of("stream", new AttributeValue().withS(account))));
        return record;
    }

    private static NewEvent<?> booked(int cents) {
        return NewEvent.of(BOOKED, new Booked(cents));
    }

    /** Until the queue is empty, in turn. */
    private void deliverTo(SqsFunction... competing) {
        List<Message> messages = received();
        for (int turn = 0; !messages.isEmpty(); turn++) {
            SQSEvent event = new SQSEvent();
            event.setRecords(
                    messages.stream().map(PersistentSubscriptionTest::forLambda).toList());
            assertThat(competing[turn % competing.length]
                            .handle(event, new FakeContext(20_000))
                            .getBatchItemFailures())
                    .isEmpty();
            messages.forEach(message -> sqs.deleteMessage(
                    request -> request.queueUrl(url("test-ledger.fifo")).receiptHandle(message.receiptHandle())));
            messages = received();
        }
    }

    private List<Message> received() {
        return sqs.receiveMessage(request -> request.queueUrl(url("test-ledger.fifo"))
                        .maxNumberOfMessages(3)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static SQSMessage forLambda(Message message) {
        SQSMessage handed = new SQSMessage();
        handed.setMessageId(message.messageId());
        handed.setReceiptHandle(message.receiptHandle());
        handed.setBody(message.body());
        handed.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:test-ledger.fifo");
        handed.setAttributes(message.attributesAsStrings());
        return handed;
    }

    private int balance(String account) {
        return Integer.parseInt(Objects.requireNonNull(dynamoDb.getItem(request -> request.tableName("test-balances")
                                .key(Map.of(
                                        "account",
                                        software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(account))))
                        .item()
                        .get("cents"))
                .n());
    }

    @Test
    void consumersCompeteForTheLogAndEachEventIsAppliedOnceAndInOrder() {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            records.add(append("account-1", booked(i), booked(10 * i)));
            records.add(append("account-2", booked(i)));
            records.add(append("account-3", booked(i == 2 ? 0 : i)));
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        EventLogFunction eventLog = eventLog(all -> all);

        for (int time = 0; time < 2; time++) {
            assertThat(eventLog.handle(event, new FakeContext(20_000)).getBatchItemFailures())
                    .isEmpty();
            deliverTo(balances(), balances());
        }

        assertThat(Stream.of("account-1", "account-2", "account-3").map(this::balance))
                .containsExactly(110, 10, 1);
        assertThat(dynamoDb.scan(request -> request.tableName("test-parked")).items())
                .filteredOn(item -> item.containsKey("event"))
                .as("the two behind the one that cannot be applied, and what holds their line")
                .hasSize(3);
    }

    @Test
    void whatASubscriptionDoesNotAskForIsNotPublished() {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(append("account-1", NewEvent.of(NOTED, new Booked(1)), booked(5))));

        assertThat(eventLog(all -> all.ofTypes(Set.of("Booked")))
                        .handle(event, new FakeContext(20_000))
                        .getBatchItemFailures())
                .isEmpty();

        assertThat(received())
                .singleElement()
                .satisfies(
                        message -> assertThat(message.body()).contains("\"type\":\"Booked\"", "\"entityversion\":2"));
    }
}
