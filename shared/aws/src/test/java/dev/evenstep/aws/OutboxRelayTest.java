package dev.evenstep.aws;

import static dev.evenstep.aws.WiringRig.body;
import static dev.evenstep.aws.WiringRig.handle;
import static dev.evenstep.aws.WiringRig.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The relay and the sweeper as they are wired, with the clients, the clock and the telemetry that code gives them. */
class OutboxRelayTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final EventType<Empty> ASKED = EventType.of("test", "Asked", Empty.class);
    private static final EventType<Empty> ANSWERED = EventType.of("test", "Answered", Empty.class);

    record Empty() {}

    private final WiringRig rig = new WiringRig(AWS);
    private final FakeClock clock = new FakeClock(NOW);
    private final EventBridgeClient bus =
            AWS.client(EventBridgeClient.builder()).build();

    private OutboxRelay relay() {
        return OutboxRelay.from(rig.environment("OUTBOX_TABLE", "test-outbox", "EVENT_BUS_NAME", "test-bus"))
                .withDynamoDb(() -> rig.dynamoDb)
                .withSqs(() -> rig.sqs)
                .withEventBridge(() -> bus)
                .withTelemetry((name, outcomes) -> outcomes.forEach(
                        outcome -> rig.told.add(name + ":" + outcome.decision().code())));
    }

    private void commit() {
        Consumer answering = Consumer.transactional("answering")
                .on(ASKED, event -> Effect.none().publish(ANSWERED, event.data()));
        SqsFunction function =
                rig.evenstep("OUTBOX_TABLE", "test-outbox").withClock(clock).sqs(answering);
        String asked = body("e-1", "Asked", "\"subject\":\"question-1\",\"entityversion\":1,", "{}");
        assertThat(handle(function, message("m-1", asked))).isEmpty();
        rig.told.clear();
    }

    @Test
    void theSweeperGoesByTheClockThatCodeSays() {
        commit();

        relay().withClock(clock).sweeper("sweep").accept(new FakeContext(30_000));
        assertThat(rig.told).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        relay().withClock(clock).sweeper("sweep").accept(new FakeContext(30_000));
        assertThat(rig.told).containsExactly("sweep:applied");
        await().untilAsserted(() -> assertThat(rig.messages("test-standard"))
                .extracting(Message::body)
                .anyMatch(text -> text.contains("Answered")));
    }

    @Test
    void theStreamPublishesAndTellsUnderItsName() {
        commit();
        Map<String, AttributeValue> row = rig.dynamoDb
                .scan(request -> request.tableName("test-outbox"))
                .items()
                .getFirst();
        DynamodbStreamRecord inserted = new DynamodbStreamRecord();
        inserted.setEventName("INSERT");
        inserted.setDynamodb(new StreamRecord()
                .withSequenceNumber("1")
                .withKeys(forLambda(Map.of("entity", row.get("entity"), "version", row.get("version"))))
                .withNewImage(forLambda(Map.of("envelope", row.get("envelope")))));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(inserted));

        assertThat(relay().withoutMetrics().stream("tell")
                        .handle(event, new FakeContext(30_000))
                        .getBatchItemFailures())
                .isEmpty();
        assertThat(rig.told).containsExactly("tell:applied");
    }

    private static Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> forLambda(
            Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
                                .withS(attribute.getValue().s())
                                .withN(attribute.getValue().n())));
    }
}
