package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.TestAws;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;

/** One function behind two queues, by a time that the test moves. */
class YieldingTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-21T08:00:00Z"));
    private static final int LINE = 3;

    /** Far fewer than yielding takes, so that copies are made too. */
    private static final int MOST_RECEIVES = 10;

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension().with(options -> options.withTime(TIME));

    private final SqsClient sqs = AWS.client(SqsClient.builder()
                    .overrideConfiguration(config ->
                            config.addExecutionInterceptor(new Looks()).retryStrategy(AwsRetryStrategy.doNotRetry())))
            .build();
    private final SqsClient unwatched = AWS.client(SqsClient.builder()).build();
    private final Queue urgent = new Queue(unwatched, "test-urgent");
    private final Queue usual = new Queue(unwatched, "test-standard");
    private final Queue fifo = new Queue(unwatched, "test-fifo.fifo");
    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private final List<Outcome> outcomes = new ArrayList<>();
    private int looks;
    private String lookedAt = urgent.url;

    @Test
    void whatWaitsInTheFirstQueueIsServedFirstAndThenTheOther() {
        SqsProcessor function = function();
        send(usual, "usual", 25, null);
        send(urgent, "urgent", 25, null);

        for (int round = 0; round < 20 && handled.size() < 50; round++) {
            invoke(usual, function);
            invoke(urgent, function);
            TIME.advance(Duration.ofSeconds(5));
        }

        assertThat(handled).hasSize(50).doesNotHaveDuplicates();
        assertThat(handled.subList(0, 25)).allMatch(body -> body.startsWith("urgent"));
    }

    @Test
    void whatYieldsIsGivenBackUnstartedAndComesBackTenSecondsLater() {
        SqsProcessor function = function();
        send(usual, "usual", 1, null);
        send(urgent, "urgent", LINE, null);
        invoke(usual, function);

        assertThat(outcomes)
                .extracting(Outcome::decision)
                .containsExactly(Withheld.behindOthers("test-urgent", TIME.now().plusSeconds(10)));
        assertThat(handled).isEmpty();
        TIME.advance(Duration.ofSeconds(10));
        assertThat(usual.visible()).isZero();
        TIME.advance(Duration.ofSeconds(1));
        assertThat(usual.visible()).isOne();
    }

    @Test
    void aFewThatWaitAreNoLine() {
        SqsProcessor function = function();
        send(usual, "usual", 1, null);
        send(urgent, "urgent", LINE - 1, null);
        invoke(usual, function);

        assertThat(handled).containsExactly("usual-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "fifo"})
    void whateverWaitsAMessageIsServedWhenItIsOldEnoughAndAGroupInItsOrder(String kind) {
        Queue queue = kind.equals("fifo") ? fifo : usual;
        SqsProcessor function = function();
        send(urgent, "urgent", LINE, null);
        Instant sent = TIME.now();
        send(queue, "usual", 5, kind.equals("fifo") ? "g" : null);

        for (int round = 0; round < 200 && handled.size() < 5; round++) {
            invoke(queue, function);
            TIME.advance(Duration.ofSeconds(11));
        }

        assertThat(Duration.between(sent, TIME.now()))
                .isBetween(Duration.ofMinutes(15), Duration.ofSeconds(15 * 60 + 22));
        assertThat(outcomes).hasSizeGreaterThan(5 * MOST_RECEIVES);
        if (queue == fifo) {
            assertThat(handled).isSorted();
        }
        assertThat(queue.visible() + queue.invisible()).isZero();
    }

    @Test
    void theLineIsLookedAtOnceInFiveSecondsAndNeverForItsOwnMessages() {
        SqsProcessor function = function();
        send(urgent, "urgent", 30, null);
        invoke(urgent, function);
        assertThat(looks).isZero();

        for (int second = 0; second < 20; second++) {
            send(usual, "usual", 1, null);
            invoke(usual, function);
            TIME.advance(Duration.ofSeconds(1));
        }
        assertThat(looks).isEqualTo(4);
    }

    @Test
    void whereTheLineCannotBeLookedAtNobodyYields() {
        lookedAt = urgent.url + "-gone";
        SqsProcessor function = function();
        send(usual, "usual", 1, null);
        invoke(usual, function);

        assertThat(looks).isOne();
        assertThat(handled).containsExactly("usual-0");
    }

    private SqsProcessor function() {
        InstantSource now = TIME::now;
        Clock clock = now.withZone(ZoneOffset.UTC);
        BatchProcessor processor = new ConcurrentBatchProcessor(
                (delivery, deadline) -> {
                    handled.add(delivery.body());
                    return new Applied();
                },
                BatchOptions.defaults());
        return new SqsProcessor(
                "test",
                new Yielding(processor, () -> sqs, YieldOptions.to(lookedAt).withLine(LINE)),
                new RetryScheduler(() -> sqs, RetryPolicy.defaults(), MOST_RECEIVES, clock),
                (consumer, all) -> outcomes.addAll(all),
                clock);
    }

    private static void send(Queue queue, String name, int number, @Nullable String group) {
        for (int i = 0; i < number; i++) {
            queue.send(name + "-" + i, group);
        }
    }

    /** What an event source mapping does, once. */
    private void invoke(Queue queue, SqsProcessor function) {
        SQSEvent event = queue.event();
        SQSBatchResponse response = function.handle(event, new FakeContext(10_000));
        Set<String> kept = response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
        event.getRecords().stream()
                .filter(record -> !kept.contains(record.getMessageId()))
                .forEach(record -> unwatched.deleteMessage(
                        request -> request.queueUrl(queue.url).receiptHandle(record.getReceiptHandle())));
    }

    private final class Looks implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof GetQueueAttributesRequest) {
                looks++;
            }
        }
    }
}
