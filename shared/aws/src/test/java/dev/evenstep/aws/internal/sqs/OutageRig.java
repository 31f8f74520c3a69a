package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.aws.internal.AwsFailures;
import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.breaker.BreakerOptions;
import dev.evenstep.internal.breaker.CircuitBreakers;
import dev.evenstep.internal.breaker.Probes;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.Store;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A consumer behind queues, by a time that the test moves, with what it needs taken away and given back. */
final class OutageRig {

    static final int OWN_ATTEMPTS = 4;

    static final RetryPolicy POLICY = RetryPolicy.defaults().withAttempts(OWN_ATTEMPTS);

    /** Far fewer than an outage takes, so that copies are made too. */
    private static final int MOST_RECEIVES = 10;

    private record Numbered(int number) {}

    private static final EventType<Numbered> NUMBERED = EventType.of("test", "Numbered", Numbered.class);

    private final ManualTime time;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    final Clock clock;
    final Queue standard;
    final Queue fifo;
    final Queue dead;
    final Queue fifoDead;
    final String run = UUID.randomUUID().toString();
    final List<Integer> handled = new ArrayList<>();
    final List<Integer> tried = new ArrayList<>();
    private @Nullable String refusal;
    private boolean gatewayIsAway;
    private Set<Integer> broken = Set.of();

    OutageRig(LocalAwsExtension aws, ManualTime time) {
        this.time = time;
        InstantSource now = time::now;
        this.clock = now.withZone(ZoneOffset.UTC);
        this.sqs = aws.client(SqsClient.builder()).build();
        this.dynamoDb = aws.client(DynamoDbClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new Refusing())
                                .retryStrategy(AwsRetryStrategy.doNotRetry())))
                .build();
        this.standard = new Queue(sqs, "test-standard");
        this.fifo = new Queue(sqs, "test-fifo.fifo");
        this.dead = new Queue(sqs, "test-standard-dlq");
        this.fifoDead = new Queue(sqs, "test-fifo-dlq.fifo");
        net(standard, "test-standard-dlq");
        net(fifo, "test-fifo-dlq.fifo");
    }

    private void net(Queue queue, String letters) {
        sqs.setQueueAttributes(request -> request.queueUrl(queue.url)
                .attributesWithStrings(Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":%d}"
                                .formatted(letters, MOST_RECEIVES))));
    }

    void breaks(Integer... numbers) {
        broken = Set.of(numbers);
    }

    /** The letters so far, which are gone then. */
    List<Message> letters() {
        List<Message> letters = dead.receive(60);
        letters.forEach(letter ->
                sqs.deleteMessage(request -> request.queueUrl(dead.url).receiptHandle(letter.receiptHandle())));
        return letters;
    }

    void away(String what) {
        gatewayIsAway = what.equals("gateway");
        refusal = gatewayIsAway || what.equals("nothing") ? null : what;
    }

    void untilEmpty(Queue queue, SqsProcessor function) {
        while (queue.visible() + queue.invisible() + queue.delayed() > 0) {
            step(queue, function, Duration.ofSeconds(20));
        }
    }

    /** What an event source mapping does, once: receive, invoke, delete what is done with. */
    void step(Queue queue, SqsProcessor function, Duration then) {
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
        time.advance(then);
    }

    SqsProcessor function() {
        return new SqsProcessor(
                "outages",
                work(),
                new RetryScheduler(() -> sqs, POLICY, MOST_RECEIVES, clock),
                (name, outcomes) -> outcomes.forEach(this::note),
                clock);
    }

    ConcurrentBatchProcessor work() {
        Store store = new DynamoDbStore(
                dynamoDb,
                TableNames.from(Map.of("IDEMPOTENCY_TABLE", "test-idempotency", "THINGS_TABLE", "test-things")));
        Consumer consumer = Consumer.transactional("outages")
                .on(NUMBERED, event -> effect(event.data().number()));
        BatchOptions batch = BatchOptions.defaults();
        FailureRule rule = new AwsFailures().or(FailureRule.standard());
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(), new SqsDeadLetters(() -> sqs, dead.url), store, POLICY, rule, batch.margin());
        EventProcessor work = new EventProcessor(
                consumer,
                json,
                new ConsumePorts(store, deadLettering, (wakeUp, cause) -> false, (name, outcomes) -> {}),
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
        return new ConcurrentBatchProcessor(
                new CircuitBreakers(consumer.name(), work, BreakerOptions.defaults(), Probes.ofThisInstance()), batch);
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

    void note(Outcome outcome) {
        if (outcome.decision() instanceof Decision.Applied) {
            handled.add(
                    json.read(outcome.delivery().body()).tree().path("number").intValue());
        }
    }

    String event(int number) {
        return json.write(new EventEnvelope(
                run + "-" + number,
                "test",
                "Numbered",
                1,
                time.now(),
                run,
                null,
                CorrelationContext.none(),
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
