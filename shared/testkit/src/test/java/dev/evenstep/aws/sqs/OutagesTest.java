package dev.evenstep.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.aws.AwsFailures;
import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.dynamodb.DynamoDbStore;
import dev.evenstep.aws.dynamodb.Tables;
import dev.evenstep.batch.BatchOptions;
import dev.evenstep.batch.ConcurrentBatch;
import dev.evenstep.batch.Outcome;
import dev.evenstep.breaker.BreakerOptions;
import dev.evenstep.breaker.Guarded;
import dev.evenstep.breaker.Probes;
import dev.evenstep.consume.ConsumeOptions;
import dev.evenstep.consume.ConsumePorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.Consumption;
import dev.evenstep.deadletter.DeadLettering;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.FailureRule;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.event.Lineage;
import dev.evenstep.retry.RetryPolicy;
import dev.evenstep.schema.EventType;
import dev.evenstep.store.Store;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.LocalAwsExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Hours in which something is away: the real function, queue and tables, by a time that the test moves. */
class OutagesTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-21T08:00:00Z"));

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension().with(options -> options.withTime(TIME));

    private static final Duration STEP = Duration.ofSeconds(20);

    /** Far fewer than an outage takes, so that copies are made too. */
    private static final int MOST_RECEIVES = 10;

    private static final int OWN_ATTEMPTS = 4;

    private record Numbered(int number) {}

    private static final EventType<Numbered> NUMBERED = EventType.of("test", "Numbered", Numbered.class);

    private final InstantSource now = TIME::now;
    private final Clock clock = now.withZone(ZoneOffset.UTC);
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final Queue standard = new Queue(sqs, "test-standard");
    private final Queue fifo = new Queue(sqs, "test-fifo.fifo");
    private final Queue dead = new Queue(sqs, "test-standard-dlq");
    private final String run = UUID.randomUUID().toString();
    private final List<Integer> handled = new ArrayList<>();
    private final List<Integer> tried = new ArrayList<>();
    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()
                    .overrideConfiguration(config -> config.addExecutionInterceptor(new Refusing())
                            .retryStrategy(AwsRetryStrategy.doNotRetry())))
            .build();
    private @Nullable String refusal;
    private boolean gatewayIsAway;
    private Set<Integer> broken = Set.of();

    @BeforeEach
    void netsBelow() {
        for (Queue queue : List.of(standard, fifo)) {
            String letters = queue == fifo ? "test-fifo-dlq.fifo" : "test-standard-dlq";
            sqs.setQueueAttributes(request -> request.queueUrl(queue.url)
                    .attributesWithStrings(Map.of(
                            "RedrivePolicy",
                            "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":%d}"
                                    .formatted(letters, MOST_RECEIVES))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "standard, ProvisionedThroughputExceededException, 6",
        "standard, gateway, 6",
        "standard, AccessDeniedException, 1",
        "standard, ResourceNotFoundException, 2",
        "fifo, ProvisionedThroughputExceededException, 6",
        "fifo, gateway, 6",
    })
    void whateverIsAwayForHoursLosesNothingAndTheFirstSuccessComesWithinTwoMinutes(
            String kind, String what, int hours) {
        Queue queue = kind.equals("fifo") ? fifo : standard;
        SqsFunction function = function();
        away(what);
        for (int number = 1; number <= 5; number++) {
            queue.send(event(number), kind.equals("fifo") ? run : null);
        }
        Instant back = TIME.now().plus(Duration.ofHours(hours));
        while (TIME.now().isBefore(back)) {
            step(queue, function);
        }
        assertThat(handled).isEmpty();

        away("nothing");
        while (handled.isEmpty()) {
            step(queue, function);
        }
        assertThat(Duration.between(back, TIME.now())).isLessThanOrEqualTo(Duration.ofMinutes(2));
        untilEmpty(queue, function);

        assertThat(handled).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        if (queue == fifo) {
            assertThat(handled).isSorted();
        }
        assertThat(dead.event().getRecords()).isEmpty();
        assertThat(new Queue(sqs, "test-fifo-dlq.fifo").event().getRecords()).isEmpty();
    }

    @Test
    void aHeadThatFailsLeavesItsFollowersAllOfTheirAttempts() {
        SqsFunction function = function();
        broken = Set.of(1, 2);
        for (int number = 1; number <= 3; number++) {
            fifo.send(event(number), run);
        }
        untilEmpty(fifo, function);

        assertThat(tried).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3);
        assertThat(handled).containsExactly(3);
        assertThat(dead.receive(60)).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.messageAttributes().toString())
                    .contains("retries-exhausted", "Failed " + OWN_ATTEMPTS + " times", "broken");
            sqs.deleteMessage(request -> request.queueUrl(dead.url).receiptHandle(letter.receiptHandle()));
        });
    }

    private void away(String what) {
        gatewayIsAway = what.equals("gateway");
        refusal = gatewayIsAway || what.equals("nothing") ? null : what;
    }

    private void untilEmpty(Queue queue, SqsFunction function) {
        while (queue.visible() + queue.invisible() + queue.delayed() > 0) {
            step(queue, function);
        }
    }

    /** What an event source mapping does, once: receive, invoke, delete what is done with. */
    private void step(Queue queue, SqsFunction function) {
        SQSEvent event = queue.event();
        if (!event.getRecords().isEmpty()) {
            SQSBatchResponse response = function.handle(event, new FakeContext(10_000));
            Set<String> failed = response.getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .collect(Collectors.toSet());
            event.getRecords().stream()
                    .filter(record -> !failed.contains(record.getMessageId()))
                    .forEach(record -> sqs.deleteMessage(
                            request -> request.queueUrl(queue.url).receiptHandle(record.getReceiptHandle())));
        }
        TIME.advance(STEP);
    }

    private SqsFunction function() {
        Store store = new DynamoDbStore(
                dynamoDb, Tables.from(Map.of("IDEMPOTENCY_TABLE", "test-idempotency", "THINGS_TABLE", "test-things")));
        Consumer consumer = Consumer.transactional("outages")
                .on(NUMBERED, event -> effect(event.data().number()));
        RetryPolicy policy = RetryPolicy.defaults().withAttempts(OWN_ATTEMPTS);
        BatchOptions batch = BatchOptions.defaults();
        FailureRule rule = new AwsFailures().or(FailureRule.standard());
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(), new SqsDeadLetters(() -> sqs, dead.url), store, policy, rule, batch.margin());
        Consumption work = new Consumption(
                consumer,
                json,
                new ConsumePorts(store, deadLettering, (wakeUp, cause) -> false, (name, outcomes) -> {}),
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
        return new SqsFunction(
                consumer.name(),
                new ConcurrentBatch(
                        new Guarded(consumer.name(), work, BreakerOptions.defaults(), Probes.ofThisInstance()), batch),
                new Redelivery(() -> sqs, policy, MOST_RECEIVES, clock),
                (name, outcomes) -> outcomes.forEach(this::note),
                clock);
    }

    private synchronized Effect effect(int number) {
        tried.add(number);
        if (gatewayIsAway) {
            throw new UncheckedIOException(new IOException("no route"));
        }
        if (broken.contains(number)) {
            throw new IllegalStateException("broken " + number);
        }
        return Effect.of(
                Write.update(ItemKey.of("things", "id", run)).add("sum", number).append("numbers", number));
    }

    private void note(Outcome outcome) {
        if (outcome.decision() instanceof Decision.Applied) {
            handled.add(
                    json.read(outcome.delivery().body()).data().path("number").intValue());
        }
    }

    private String event(int number) {
        return json.write(new Envelope(
                run + "-" + number,
                "test",
                "Numbered",
                1,
                TIME.now(),
                run,
                null,
                Lineage.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("number", number)));
    }

    private final class Refusing implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            String code = refusal;
            if (code != null) {
                throw DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("refused for the test")
                                .serviceName("DynamoDb")
                                .build())
                        .build();
            }
        }
    }
}
