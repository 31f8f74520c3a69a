package dev.evenstep.aws.internal.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.internal.sqs.SqsRetries;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus.InvalidCallException;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publishing on a real bus, and reading what it puts around an event. */
class EventBridgeTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Duration TIME = Duration.ofSeconds(5);

    private static final String PLACED = """
            {"specversion":"1.0","id":"order-2001-1","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",
             "subject":"order-2001","datacontenttype":"application/json","schemaversion":2,"entityversion":1,
             "correlationid":"command-2001","data":{"orderId":"order-2001","totalCents":2150}}""";

    private final List<Duration> times = new ArrayList<>();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final EnvelopeJson wrapped = new EnvelopeJson(Limits.defaults(), EventBridgeEnvelope::unwrap);

    @Test
    void whatIsPublishedComesOutOfTheBusWhole() {
        EventBridgeBus bus =
                new EventBridgeBus(AWS.client(EventBridgeClient.builder()).build(), "test-bus");
        SqsClient sqs = AWS.client(SqsClient.builder()).build();
        String queue =
                sqs.getQueueUrl(request -> request.queueName("test-standard")).queueUrl();
        Envelope envelope = new EnvelopeJson(Limits.defaults()).read(PLACED);

        assertThat(bus.publish(List.of(new SerializedEvent(envelope, PLACED)), TIME))
                .containsExactly(new PublishResult.Accepted());

        List<Message> messages = sqs.receiveMessage(
                        request -> request.queueUrl(queue).waitTimeSeconds(10))
                .messages();
        assertThat(messages).hasSize(1);
        assertThat(wrapped.read(messages.getFirst().body())).isEqualTo(envelope);
    }

    @Test
    void anEventThatTheBusCannotTakeIsRefusedForGoodAndTheOthersAreTaken() {
        EventBridgeBus bus =
                new EventBridgeBus(AWS.client(EventBridgeClient.builder()).build(), "test-bus");
        Envelope envelope = new EnvelopeJson(Limits.defaults()).read(PLACED);

        List<PublishResult> answers = bus.publish(
                List.of(new SerializedEvent(envelope, "not json"), new SerializedEvent(envelope, PLACED)), TIME);

        assertThat(answers.getFirst()).isInstanceOfSatisfying(PublishResult.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("MalformedDetail");
            assertThat(refused.forGood()).isTrue();
        });
        assertThat(answers.get(1)).isEqualTo(new PublishResult.Accepted());
    }

    @ParameterizedTest
    @CsvSource({
        "MalformedDetail, true",
        "InvalidArgument, true",
        "InternalFailure, false",
        "ThrottlingException, false",
        "AccessDeniedException, false",
        "NotAuthorizedForSourceException, false",
        "NotAuthorizedForDetailTypeException, false",
        "SomethingNew, false"
    })
    void whatLiesWithTheEventIsRefusedForGoodAndAllElseForNow(String code, boolean forGood) {
        EventBridgeBus bus = answered(PutEventsResponse.builder()
                .entries(PutEventsResultEntry.builder()
                        .errorCode(code)
                        .errorMessage("said so")
                        .build())
                .build());

        assertThat(bus.publish(List.of(placed()), TIME))
                .containsExactly(new PublishResult.Refused(code, "said so", forGood));
    }

    @Test
    void aCallThatIsRefusedForWhatIsInItIsToldFromABusThatIsAway() {
        String large = "{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}";
        EventBridgeBus bus =
                new EventBridgeBus(AWS.client(EventBridgeClient.builder()).build(), "test-bus");
        SerializedEvent tooLarge = new SerializedEvent(placed().envelope(), large);

        assertThatThrownBy(() -> bus.publish(List.of(tooLarge), TIME)).isInstanceOf(InvalidCallException.class);
    }

    @Test
    void aCallEndsWithItsTime() {
        EventBridgeClient client = AWS.client(EventBridgeClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public void beforeExecution(
                                    Context.BeforeExecution context, ExecutionAttributes attributes) {
                                times.add(context.request()
                                        .overrideConfiguration()
                                        .orElseThrow()
                                        .apiCallTimeout()
                                        .orElseThrow());
                            }
                        })))
                .build();

        assertThat(new EventBridgeBus(client, "test-bus").publish(List.of(placed()), Duration.ofMillis(1_700)))
                .containsExactly(new PublishResult.Accepted());
        assertThat(times).containsExactly(Duration.ofMillis(1_700));
    }

    private static SerializedEvent placed() {
        return new SerializedEvent(new EnvelopeJson(Limits.defaults()).read(PLACED), PLACED);
    }

    private static EventBridgeBus answered(PutEventsResponse response) {
        EventBridgeClient client = AWS.client(EventBridgeClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public SdkResponse modifyResponse(
                                    Context.ModifyResponse context, ExecutionAttributes attributes) {
                                return response;
                            }
                        })))
                .build();
        return new EventBridgeBus(client, "test-bus");
    }

    @Test
    void anEventOfSomebodyElseIsReadWithTheBussOwnAttributes() {
        EventEnvelope envelope = wrapped.read("""
                {"version":"0","id":"bus-1","detail-type":"Object Created","source":"aws.s3","account":"1",
                 "time":"2026-11-21T08:00:00Z","region":"us-east-1","resources":[],"detail":{"bucket":"b"}}""");

        assertThat(envelope.id()).isEqualTo("bus-1");
        assertThat(envelope.source()).isEqualTo("aws.s3");
        assertThat(envelope.type()).isEqualTo("Object Created");
        assertThat(envelope.schemaVersion()).isEqualTo(1);
        assertThat(envelope.time()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(envelope.tree()).hasToString("{\"bucket\":\"b\"}");
    }

    @Test
    void anEventOfOursWithoutATimeHasTheBuss() {
        String event = """
                {"version":"0","id":"bus-1","detail-type":"T","source":"s","time":"2026-11-21T07:00:00Z","detail":
                 {"specversion":"1.0","id":"e","source":"s","type":"T","data":{}}}""";
        Instant later = Instant.parse("2026-11-21T09:00:00Z");

        assertThat(wrapped.read(event, later).time()).isEqualTo(Instant.parse("2026-11-21T07:00:00Z"));
        assertThat(wrapped.read(event.replace("\"data\"", "\"time\":\"2026-11-21T08:00:00Z\",\"data\""), later)
                        .time())
                .isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(wrapped.read(event.replace("\"time\":\"2026-11-21T07:00:00Z\",", ""), later)
                        .time())
                .isEqualTo(later);
    }

    @Test
    void extensionsComeThroughTheBus() {
        EventEnvelope envelope = wrapped.read("""
                {"version":"0","id":"bus-1","detail-type":"T","source":"s","time":"2026-11-21T07:00:00Z","detail":
                 {"specversion":"1.0","id":"e","source":"s","type":"T","tenant":"acme","data":{"n":1E+2}}}""");

        assertThat(envelope.extensions()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(envelope.tree().get("n").isInt()).isTrue();
    }

    @Test
    void aDirectDeliveryWasSentWhenTheBusSays() throws IOException {
        List<Outcome> reported = new ArrayList<>();
        EventBridgeProcessor function = function(body -> new Decision.Applied(), reported);

        for (String body : List.of(
                "{\"detail\":{\"time\":\"2026-11-21T09:00:00Z\"},\"time\":\"2026-11-21T08:00:00Z\"}",
                "{\"detail\":{\"time\":\"2026-11-21T09:00:00Z\"}}",
                "{\"time\":17}",
                "{\"time\":\"yesterday\"}",
                "[]",
                "no json")) {
            function.handle(in(body), answer, new FakeContext(10_000));
        }

        assertThat(reported)
                .extracting(outcome -> outcome.delivery().sentAt())
                .containsExactly(Instant.parse("2026-11-21T08:00:00Z"), null, null, null, null, null);
    }

    @Test
    void aFunctionThatARuleInvokesAnswersWhenTheEventIsSettled() throws IOException {
        List<Outcome> reported = new ArrayList<>();

        function(body -> new Decision.Applied(), reported).handle(in("{}"), answer, new FakeContext(10_000));
        function(
                        body -> {
                            throw new PermanentFailure("never");
                        },
                        reported)
                .handle(in("{}"), answer, new FakeContext(10_000));

        assertThat(reported)
                .extracting(outcome -> outcome.decision().getClass().getSimpleName())
                .containsExactly("Applied", "Poison");
    }

    @Test
    void whoeverWaitsIsAnsweredWhatTheEffectSaysAndNothingWhereItSaysNothing() throws IOException {
        List<Outcome> reported = new ArrayList<>();
        List<Decision> silent = List.of(
                new Decision.Applied(),
                new Decision.Duplicate(null),
                new Decision.Poison(Reason.REJECTED, "never", null));
        for (Decision decision : silent) {
            function(body -> decision, reported).handle(in("{}"), answer, new FakeContext(10_000));
        }
        assertThat(answer.toByteArray()).isEmpty();

        for (Decision decision : List.of(new Decision.Applied("[1]"), new Decision.Duplicate("[2]"))) {
            function(body -> decision, reported).handle(in("{}"), answer, new FakeContext(10_000));
        }
        assertThat(answer).hasToString("[1][2]");
    }

    @Test
    void whatDoesNotSettleIsThrownSoThatLambdaTriesAgain() {
        EventBridgeProcessor failing = function(body -> Decision.Transient.ofRecord("down"), new ArrayList<>());

        assertThatThrownBy(() -> failing.handle(in("{}"), answer, new FakeContext(10_000)))
                .isInstanceOf(EventBridgeProcessor.UnsettledEventException.class)
                .hasMessageContaining("Consumer test could not settle the event")
                .hasMessageContaining("down");
    }

    @Test
    void whatDoesNotSettleIsHandedToTheQueueOfTheSameConsumerWhereThereIsOne() throws IOException {
        SqsClient sqs = AWS.client(SqsClient.builder()).build();
        String queue =
                sqs.getQueueUrl(request -> request.queueName("test-standard")).queueUrl();
        EventBridgeProcessor failing = new EventBridgeProcessor(
                "test",
                new ConcurrentBatchProcessor(
                        (delivery, deadline) -> Decision.Transient.ofRecord("down"), BatchOptions.defaults()),
                new SqsRetries(() -> sqs, queue),
                RetryPolicy.from(Duration.ofMillis(1)),
                (consumer, outcomes) -> {},
                Clock.systemUTC());

        failing.handle(in("{\"handed\":\"over\"}"), answer, new FakeContext(10_000));

        await().untilAsserted(() -> assertThat(
                        sqs.receiveMessage(request -> request.queueUrl(queue)).messages())
                .extracting(Message::body)
                .contains("{\"handed\":\"over\"}"));
    }

    @Test
    void whatTheQueueDoesNotTakeIsLeftToLambda() {
        SqsClient sqs = AWS.client(SqsClient.builder()).build();
        EventBridgeProcessor failing = new EventBridgeProcessor(
                "test",
                new ConcurrentBatchProcessor(
                        (delivery, deadline) -> Decision.Transient.ofRecord("down"), BatchOptions.defaults()),
                new SqsRetries(() -> sqs, "http://127.0.0.1/000000000000/gone"),
                RetryPolicy.from(Duration.ofHours(1)),
                (consumer, outcomes) -> {},
                Clock.systemUTC());

        assertThatThrownBy(() -> failing.handle(in("{}"), answer, new FakeContext(10_000)))
                .isInstanceOf(EventBridgeProcessor.UnsettledEventException.class);
    }

    private static EventBridgeProcessor function(Function<String, Decision> work, List<Outcome> reported) {
        return new EventBridgeProcessor(
                "test",
                new ConcurrentBatchProcessor(
                        (delivery, deadline) -> work.apply(delivery.body()), BatchOptions.defaults()),
                null,
                RetryPolicy.defaults(),
                (consumer, outcomes) -> reported.addAll(outcomes),
                Clock.systemUTC());
    }

    private static ByteArrayInputStream in(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
