package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.TestPorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A consumer's messages to itself, through real queues. The clock is moved by hand, so nothing here waits. */
class SqsWakeUpsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    record Any() {}

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    private final FakeClock clock = new FakeClock(NOW);
    private final List<SdkRequest> requests = new ArrayList<>();
    private final SqsClient sqs = AWS.client(
                    SqsClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(new Kept())))
            .build();
    private final Queue standard = new Queue(sqs, "test-standard");
    private final Queue fifo = new Queue(sqs, "test-fifo.fifo");
    private final List<Decision> reported = new ArrayList<>();

    @BeforeEach
    void forget() {
        requests.clear();
    }

    @ParameterizedTest
    @CsvSource({"PT30S, 30", "PT1.5S, 2", "PT15M, 900", "PT1H, 900", "PT0S, 0", "-PT5S, 0"})
    void inAStandardQueueItIsDelayedUntilItIsDueOrAsLongAsSqsDelays(Duration wait, int seconds) {
        assertThat(wakeUps(null).send(wakeUp(wait), from("test-standard"))).isTrue();

        assertThat(sent()).singleElement().satisfies(request -> {
            assertThat(request.delaySeconds()).isEqualTo(seconds);
            assertThat(request.messageGroupId()).isNull();
        });
        assertThat(standard.delayed()).isEqualTo(seconds == 0 ? 0 : 1);
    }

    @Test
    void beyondFifteenMinutesItComesOnceInBetweenAndIsHiddenForTheRest() {
        assertThat(wakeUps(null).send(wakeUp(Duration.ofHours(1)), from("test-standard")))
                .isTrue();
        clock.advance(Duration.ofMinutes(15));

        SQSBatchResponse response = handled(asIfDelivered("test-standard"));

        assertThat(reported).containsExactly(new Decision.InProgress(NOW.plus(Duration.ofHours(1))));
        assertThat(response.getBatchItemFailures()).hasSize(1);
        assertThat(hiddenFor()).containsExactly(45 * 60 + 1);
    }

    @Test
    void inAFifoQueueItComesAtOnceAndIsHiddenUntilItIsDue() {
        assertThat(wakeUps(null).send(wakeUp(Duration.ofHours(1)), from("test-fifo.fifo")))
                .isTrue();
        assertThat(sent()).extracting(SendMessageRequest::delaySeconds).containsOnlyNulls();

        SQSBatchResponse early = handled(fifo.event());

        assertThat(early.getBatchItemFailures()).hasSize(1);
        assertThat(hiddenFor()).containsExactly(60 * 60 + 1);
        assertThat(fifo.invisible()).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(handled(asIfDelivered("test-fifo.fifo")).getBatchItemFailures())
                .isEmpty();
        assertThat(reported)
                .containsExactly(new Decision.InProgress(NOW.plus(Duration.ofHours(1))), new Decision.WokenUp());
    }

    @Test
    void oneThatIsHiddenHoldsUpNeitherEventsNorWakeUpsOfTheSameLine() {
        assertThat(wakeUps(null).send(wakeUp(Duration.ofHours(1)), from("test-fifo.fifo")))
                .isTrue();
        SQSBatchResponse unused = handled(fifo.event());

        fifo.send("event", "order-1");
        assertThat(wakeUps(null).send(wakeUp(Duration.ZERO), from("test-fifo.fifo")))
                .isTrue();

        assertThat(fifo.event().getRecords())
                .extracting(SQSMessage::getBody)
                .hasSize(2)
                .contains("event");
    }

    @Test
    void aQueueOfTheirOwnIsTakenWhateverTheRecordCameFrom() {
        assertThat(wakeUps(standard.url).send(wakeUp(Duration.ZERO), from("test-fifo.fifo")))
                .isTrue();
        assertThat(wakeUps(standard.url).send(wakeUp(Duration.ZERO), new Delivery("1-0", "{}", null, 1)))
                .isTrue();

        assertThat(standard.visible()).isEqualTo(2);
        assertThat(fifo.visible()).isZero();
    }

    @Test
    void withoutAnyQueueNothingIsSentAndThatIsSaid() {
        assertThat(wakeUps(null).send(wakeUp(Duration.ZERO), new Delivery("1-0", "{}", null, 1)))
                .isFalse();

        assertThat(sent()).isEmpty();
    }

    private SqsWakeUps wakeUps(@Nullable String queueUrl) {
        return new SqsWakeUps(() -> sqs, queueUrl, clock);
    }

    private static WakeUp wakeUp(Duration wait) {
        return new WakeUp("waking", "order-1", null, null, WakeUp.Task.LOOK_AFTER, NOW.plus(wait));
    }

    private static Delivery from(String queue) {
        return new Delivery(
                "m-1",
                "{}",
                null,
                1,
                null,
                Map.of(Delivery.QUEUE, new Delivery.Attribute(Delivery.SYSTEM, ARN + queue)));
    }

    /** The last message that was sent, at a time that the clock says and the queue does not know. */
    private SQSEvent asIfDelivered(String queue) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-1");
        message.setReceiptHandle("handle");
        message.setBody(sent().getLast().messageBody());
        message.setEventSourceArn(ARN + queue);
        message.setAttributes(Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "any"));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private SQSBatchResponse handled(SQSEvent event) {
        Consumer consumer = Consumer.transactional("waking")
                .on(EventType.of("test", "Any", Any.class), any -> Effect.none())
                .inOrder();
        EventProcessor processor = new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                TestPorts.of(new InMemoryStore()),
                ConsumeOptions.defaults().withClock(clock));
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), new Random(7));
        return new SqsProcessor(
                        "waking",
                        new ConcurrentBatchProcessor(processor, BatchOptions.defaults()),
                        new RetryScheduler(() -> sqs, RetryPolicy.defaults().withBackoff(backoff, backoff), 8, clock),
                        (name, outcomes) ->
                                outcomes.stream().map(Outcome::decision).forEach(reported::add),
                        clock)
                .handle(event, new FakeContext(10_000));
    }

    private List<SendMessageRequest> sent() {
        return all(SendMessageRequest.class);
    }

    private List<Integer> hiddenFor() {
        return all(ChangeMessageVisibilityBatchRequest.class).stream()
                .flatMap(request -> request.entries().stream())
                .map(ChangeMessageVisibilityBatchRequestEntry::visibilityTimeout)
                .toList();
    }

    private synchronized <T> List<T> all(Class<T> type) {
        return requests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private synchronized void keep(SdkRequest request) {
        requests.add(request);
    }

    private final class Kept implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            keep(context.request());
        }
    }
}
