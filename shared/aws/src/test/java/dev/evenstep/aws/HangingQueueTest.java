package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.internal.FunctionClients;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.FakeContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS that takes connections and never answers: the invocation's answer goes out in time all the same. */
@Execution(ExecutionMode.CONCURRENT)
class HangingQueueTest {

    private static final int INVOCATION_MILLIS = 1_000;

    /** Whoever waits for the client gives up after the 5 seconds of one attempt at the earliest. */
    private static final Duration CLIENT_GIVES_UP = Duration.ofSeconds(5);

    private ServerSocket silent;
    private SqsClient sqs;

    @BeforeEach
    void open() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        sqs = FunctionClients.configured(SqsClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    @AfterEach
    void close() throws IOException {
        sqs.close();
        silent.close();
    }

    @Test
    void aFailureIsAnsweredInTimeAlthoughItsDelayIsNotTaken() {
        assertAnsweredInTime(event("1"), Decision.Transient.ofRecord("down"), () -> sqs);
    }

    @Test
    void soIsAnEventThatAnotherExecutorHolds() {
        assertAnsweredInTime(event("3"), new Decision.InProgress(Instant.MAX), () -> sqs);
    }

    @Test
    void soIsPoisonThatCannotBePutAway() {
        assertAnsweredInTime(event("1"), new Decision.Poison(Reason.REJECTED, "never", null), () -> sqs);
    }

    @Test
    void soIsAFailureWhileTheClientItselfIsNotReady() {
        CountDownLatch never = new CountDownLatch(1);
        assertAnsweredInTime(event("1"), Decision.Transient.ofRecord("down"), () -> {
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw SdkException.builder().message("interrupted").build();
        });
    }

    @Test
    void whenTimeIsShortSqsIsNotAskedAtAll() {
        AtomicInteger asked = new AtomicInteger();
        SqsProcessor function = function(
                Decision.Transient.ofRecord("down"),
                () -> {
                    asked.incrementAndGet();
                    return sqs;
                },
                BatchOptions.defaults().withMargin(Duration.ZERO));

        assertThat(function.handle(event("1"), new FakeContext(250)).getBatchItemFailures())
                .hasSize(1);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aDeadLettersCallEndsByItself() {
        long begun = System.nanoTime();

        assertThat(catchThrowable(() -> new SqsDeadLetters(() -> sqs, "http://127.0.0.1/queue")
                        .send("test", new Delivery("m-1", "body", null, 1), new Decision.Poison(Reason.GAP, "", null))))
                .isInstanceOf(SdkException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    private static void assertAnsweredInTime(SQSEvent event, Decision decision, Supplier<SqsClient> client) {
        SqsProcessor function = function(decision, client, BatchOptions.defaults());
        long begun = System.nanoTime();

        SQSBatchResponse response = function.handle(event, new FakeContext(INVOCATION_MILLIS));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(CLIENT_GIVES_UP);
        assertThat(response.getBatchItemFailures()).hasSize(1);
    }

    private static SqsProcessor function(Decision decision, Supplier<SqsClient> client, BatchOptions options) {
        Clock clock = Clock.systemUTC();
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), new Random(7));
        RecordHandler handler = new DeadLetteredWork(
                (delivery, deadline) -> decision,
                new SqsDeadLetters(client, "http://127.0.0.1/queue"),
                3,
                options.margin());
        return new SqsProcessor(
                "test",
                new ConcurrentBatchProcessor(handler, options),
                new RetryScheduler(client, RetryPolicy.defaults().withBackoff(backoff, backoff), 3, clock),
                (consumer, outcomes) -> {},
                clock);
    }

    private static SQSEvent event(String receives) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-1");
        message.setReceiptHandle("handle");
        message.setBody("body");
        message.setAttributes(Map.of("ApproximateReceiveCount", receives));
        message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:orders");
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }
}
