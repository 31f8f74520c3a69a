package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.aws.internal.sqs.RetryScheduler;
import dev.evenstep.aws.internal.sqs.SqsProcessor;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.breaker.BreakerOptions;
import dev.evenstep.internal.breaker.CircuitBreakers;
import dev.evenstep.internal.breaker.Probes;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.testkit.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One handler object that many threads use at once, as Lambda Managed Instances do. */
class SharedHandlerTest {

    private static final int THREADS = 32;
    private static final int BATCHES = 10;
    private static final int BATCH = 10;

    /** Every event comes in this many batches, to as many threads. */
    private static final int COPIES = 2;

    private static final int EVENTS = THREADS * BATCHES * BATCH / COPIES;

    /** Of every batch, the one that fails. */
    private static final int BROKEN = 7;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ItemKey SUM = ItemKey.of("things", "id", "sum");
    private static final EventType<Numbered> NUMBERED = EventType.of("test", "Numbered", Numbered.class);

    record Numbered(int number) {}

    enum Mode {
        TRANSACTIONAL,
        LEASED
    }

    private final InMemoryStore store = new InMemoryStore();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream standardOutput = new PrintStream(output, false, StandardCharsets.UTF_8);
    private final Map<Integer, Integer> calls = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void everyEventTakesEffectOnceAndEveryMetricLineIsWhole(Mode mode) throws Exception {
        SqsFunction handler = handler(consumer(mode));

        int givenBack = onAllThreads(handler);

        int good = EVENTS - EVENTS / BATCH;
        assertThat(store.get(SUM).orElseThrow().integer("sum")).isEqualTo(good);
        assertThat(calls).hasSize(good);
        if (mode == Mode.LEASED) {
            assertThat(calls.values()).containsOnly(1);
        }
        List<JsonNode> metrics = metrics();
        assertThat(metrics).hasSize(THREADS * BATCHES);
        assertThat(sum(metrics, "applied")).isEqualTo(good);
        assertThat(sum(metrics, "applied") + sum(metrics, "duplicate") + givenBack)
                .isEqualTo(EVENTS * COPIES);
        assertThat(sum(metrics, "in-progress") + sum(metrics, "transient")).isEqualTo(givenBack);
    }

    /** How many records were given back: of each batch at least the broken one, and none of another. */
    private int onAllThreads(SqsFunction handler) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<Integer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                int first = i / COPIES * BATCHES * BATCH;
                running.add(threads.submit(() -> {
                    int givenBack = 0;
                    for (int batch = 0; batch < BATCHES; batch++) {
                        int unused = together.await(10, TimeUnit.SECONDS);
                        givenBack += givenBack(handler, first + batch * BATCH);
                    }
                    return givenBack;
                }));
            }
        }
        int all = 0;
        for (Future<Integer> thread : running) {
            all += thread.get();
        }
        return all;
    }

    private static int givenBack(SqsFunction handler, int first) {
        SQSEvent event = event(first);
        List<String> ids = handler.handle(event, new FakeContext(20_000)).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
        assertThat(ids)
                .contains("m-" + (first + BROKEN))
                .isSubsetOf(event.getRecords().stream()
                        .map(SQSMessage::getMessageId)
                        .toList());
        return ids.size();
    }

    private Consumer consumer(Mode mode) {
        return switch (mode) {
            case TRANSACTIONAL ->
                Consumer.transactional("shared").on(NUMBERED, event -> {
                    call(event);
                    return counted();
                });
            case LEASED -> Consumer.leased("shared").on(NUMBERED, this::call, event -> counted());
        };
    }

    private void call(Event<Numbered> event) {
        if (event.data().number() % BATCH == BROKEN) {
            throw new IllegalArgumentException("broken");
        }
        int unused = calls.merge(event.data().number(), 1, Integer::sum);
    }

    private static Effect counted() {
        return Effect.of(Write.update(SUM).add("sum", 1));
    }

    private SqsFunction handler(Consumer consumer) {
        Clock clock = Clock.systemUTC();
        EmbeddedMetrics telemetry = new EmbeddedMetrics(clock, standardOutput::println);
        RetryPolicy policy = RetryPolicy.defaults();
        BatchOptions options = BatchOptions.defaults();
        DeadLettering deadLettering = new DeadLettering(
                "shared", (name, delivery, poison) -> {}, store, policy, FailureRule.standard(), options.margin());
        EventProcessor processor = new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                new ConsumePorts(store, deadLettering, WakeUps.none(), telemetry),
                ConsumeOptions.defaults());
        CircuitBreakers guarded =
                new CircuitBreakers("shared", processor, BreakerOptions.defaults(), Probes.ofThisInstance());
        RetryScheduler retries = new RetryScheduler(
                () -> {
                    throw new IllegalStateException("There is no queue");
                },
                policy,
                8,
                clock);
        return new SqsProcessor("shared", new ConcurrentBatchProcessor(guarded, options), retries, telemetry, clock);
    }

    private static SQSEvent event(int first) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Stream.iterate(first, number -> number + 1)
                .limit(BATCH)
                .map(SharedHandlerTest::message)
                .toList());
        return event;
    }

    private static SQSMessage message(int number) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-" + number);
        message.setBody("""
                {"specversion":"1.0","id":"e-%d","source":"test","type":"Numbered","time":"2026-11-21T08:00:00Z",
                 "data":{"number":%d}}""".formatted(number, number));
        return message;
    }

    /** What was not applied is told in a line of its own, which is whole too. */
    private List<JsonNode> metrics() throws JsonProcessingException {
        standardOutput.flush();
        List<JsonNode> metrics = new ArrayList<>();
        for (String line : output.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode json = JSON.readTree(line);
            if (json.has("_aws")) {
                metrics.add(json);
            }
        }
        return metrics;
    }

    private static int sum(List<JsonNode> metrics, String name) {
        return metrics.stream().mapToInt(line -> line.path(name).intValue()).sum();
    }
}
