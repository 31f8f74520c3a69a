package dev.evenstep.aws.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.internal.dynamodb.DynamoDbOutbox;
import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.aws.internal.eventbridge.EventBridgeBus;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.decision.Decision;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
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
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The real outbox, relay and sweeper, while the bus denies access for three days. */
class SweptOutageTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-21T08:00:00Z"));

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension().with(options -> options.withTime(TIME));

    private static final TableNames TABLES =
            TableNames.from(Map.of("OUTBOX_TABLE", "test-outbox", "IDEMPOTENCY_TABLE", "test-idempotency"));

    private final InstantSource now = TIME::now;
    private final Clock clock = now.withZone(ZoneOffset.UTC);
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final DynamoDbOutbox outbox = new DynamoDbOutbox(dynamoDb, TABLES);
    private final DynamoDbStore store = new DynamoDbStore(dynamoDb, TABLES);
    private final List<String> published = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private boolean denied = true;
    private int calls;

    @Test
    void threeDaysOfDeniedAccessLoseNothingAndNeedNoHand() {
        Relay relay = relay();
        SweepProcessor sweeper = sweeper(relay);
        List<String> committed = new ArrayList<>();
        for (int hour = 0; hour < 72; hour += 3) {
            String event = "order-" + hour / 3 % 4 + "/" + (hour / 12 + 1);
            committed.add(event);
            assertThat(relay.run(List.of(commit(event)), Deadline.in(Duration.ofSeconds(10), clock)))
                    .extracting(Outcome::decision)
                    .singleElement()
                    .isInstanceOf(Decision.Unpublished.class);
            int before = calls;
            sweeper.accept(new FakeContext(50_000));
            assertThat(calls - before).isLessThanOrEqualTo(3);
            TIME.advance(Duration.ofHours(3));
        }
        assertThat(published).isEmpty();
        assertThat(metrics.getLast())
                .contains("\"OldestUnpublishedSeconds\":" + Duration.ofHours(69).toSeconds(), "\"UnpublishedRows\":23");

        denied = false;
        int minutes = 0;
        while (published.isEmpty()) {
            TIME.advance(Duration.ofMinutes(1));
            minutes++;
            sweeper.accept(new FakeContext(50_000));
        }

        assertThat(minutes).isLessThanOrEqualTo(2);
        assertThat(published).containsExactlyInAnyOrderElementsOf(committed);
        for (int order = 0; order < 4; order++) {
            String prefix = "order-" + order + "/";
            assertThat(published.stream().filter(event -> event.startsWith(prefix)))
                    .containsExactlyElementsOf(committed.stream()
                            .filter(event -> event.startsWith(prefix))
                            .toList());
        }
        assertThat(metrics.getLast()).contains("\"OldestUnpublishedSeconds\":0,\"UnpublishedRows\":0");
        await().until(() -> received("test-standard") == 24);
        assertThat(received("test-standard-dlq")).isZero();
    }

    private int received;

    private int received(String queue) {
        String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        List<Message> messages = sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        received = queue.endsWith("dlq") ? messages.size() : received + messages.size();
        return received;
    }

    private Delivery commit(String event) {
        String entity = event.substring(0, event.indexOf('/'));
        int version = Integer.parseInt(event.substring(event.indexOf('/') + 1));
        Envelope envelope = new EventEnvelope(
                event,
                "test",
                "Published",
                1,
                TIME.now(),
                entity,
                version,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        String text = json.write(envelope);
        assertThat(store.commit(new Commit(
                        new Step.InAnyOrder(new IdempotencyKey("writer", "test", event), ""),
                        new Guard.FirstTime(),
                        null,
                        List.of(),
                        List.of(new SerializedEvent(envelope, text)),
                        null,
                        TIME.now(),
                        TIME.now().plus(Duration.ofDays(30)))))
                .isEqualTo(new Commits.Committed());
        return new Delivery(
                event,
                text,
                entity,
                1,
                TIME.now(),
                Map.of(Relay.VERSION, new Delivery.Attribute("Number", Integer.toString(version))));
    }

    private Relay relay() {
        EventBridgeClient client = AWS.client(EventBridgeClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new Denying())))
                .build();
        EventBus real = new EventBridgeBus(client, "test-bus");
        EventBus noting = (events, time) -> {
            List<EventBus.PublishResult> answers = real.publish(events, time);
            events.forEach(event -> published.add(event.envelope().id()));
            assertThat(answers).allMatch(EventBus.PublishResult.Accepted.class::isInstance);
            return answers;
        };
        String letters = sqs.getQueueUrl(request -> request.queueName("test-standard-dlq"))
                .queueUrl();
        RelayPorts ports = new RelayPorts(outbox, noting, new SqsDeadLetters(() -> sqs, letters));
        return new Relay("relay", ports, json, RelayOptions.defaults().withPause(time -> {}));
    }

    private SweepProcessor sweeper(Relay relay) {
        EmbeddedMetrics telemetry = new EmbeddedMetrics(clock, metrics::add);
        Sweeper sweeper = new Sweeper(relay, outbox, SweepOptions.defaults());
        return new SweepProcessor("sweep-outbox", sweeper, telemetry, telemetry, clock);
    }

    private final class Denying implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            calls++;
            if (denied) {
                throw EventBridgeException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDeniedException")
                                .errorMessage("not authorized to perform: events:PutEvents")
                                .build())
                        .build();
            }
        }
    }
}
