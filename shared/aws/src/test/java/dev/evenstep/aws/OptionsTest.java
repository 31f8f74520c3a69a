package dev.evenstep.aws;

import static dev.evenstep.aws.WiringRig.body;
import static dev.evenstep.aws.WiringRig.handle;
import static dev.evenstep.aws.WiringRig.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;

/** What code, the environment and the defaults say about a function, as it shows from outside. */
class OptionsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:test-standard";
    private static final EventType<Noted> NOTED = EventType.of("test", "Noted", Noted.class);
    private static final TransactionalConsumer NOTING =
            Consumer.transactional("noting").on(NOTED, event -> Effect.none());

    record Noted(@Nullable Object any) {}

    private final WiringRig rig = new WiringRig(AWS);
    private final FakeClock clock = new FakeClock(NOW);
    private final List<Outcome> outcomes = new ArrayList<>();

    private Duration ttl(Evenstep evenstep) {
        List<String> unused = handle(evenstep.withClock(clock).sqs(NOTING), message("e-1", "Noted", "{}"));
        AttributeValue expiration =
                Objects.requireNonNull(rig.record("noting#test#e-1").get("expiration"));
        long seconds = Long.parseLong(expiration.n());
        return Duration.between(NOW, Instant.ofEpochSecond(seconds));
    }

    @Test
    void recordsAreKeptFor30Days() {
        assertThat(ttl(rig.evenstep())).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void orForAsLongAsTheEnvironmentSays() {
        assertThat(ttl(rig.evenstep("IDEMPOTENCY_TTL_SECONDS", "86400"))).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void orForAsLongAsCodeSaysWhateverTheEnvironmentDoes() {
        assertThat(ttl(rig.evenstep("IDEMPOTENCY_TTL_SECONDS", "86400").withIdempotencyTtl(Duration.ofDays(90))))
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    void anOptionAnswersACopy() {
        Evenstep evenstep = rig.evenstep();
        Evenstep unused = evenstep.withIdempotencyTtl(Duration.ofDays(90));

        assertThat(ttl(evenstep)).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void asManyRecordsAreAtWorkAsCodeSays() {
        AtomicInteger together = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        Consumer meeting = Consumer.leased("meeting")
                .on(
                        NOTED,
                        event -> {
                            both.countDown();
                            if (both.await(200, TimeUnit.MILLISECONDS)) {
                                int unused = together.incrementAndGet();
                            }
                        },
                        event -> Effect.none());
        SqsFunction function =
                rig.evenstep("BATCH_CONCURRENCY", "100").withBatchConcurrency(1).sqs(meeting);

        assertThat(handle(function, message("e-1", "Noted", "{}"), message("e-2", "Noted", "{}")))
                .isEmpty();
        assertThat(together).hasValue(1);
    }

    @Test
    void aRecordIsTriedAsOftenAsCodeSays() {
        SqsFunction function = rig.evenstep("RETRY_ATTEMPTS", "8")
                .withRetryAttempts(2)
                .sqs(failing(new IllegalStateException("always")));

        assertThat(handle(function, message("e-1", "Noted", "{}"))).containsExactly("e-1");
        assertThat(handle(function, message("e-1", "Noted", "{}"))).isEmpty();
        assertThat(rig.deadLetters()).containsExactly("failing:retries-exhausted");
    }

    @Test
    void theFirstRetryComesAfterTheBaseThatCodeSays() {
        List<Integer> timeouts = new ArrayList<>();
        SqsClient listened = AWS.client(SqsClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public void beforeExecution(
                                    Context.BeforeExecution context, ExecutionAttributes attributes) {
                                if (context.request() instanceof ChangeMessageVisibilityBatchRequest change) {
                                    timeouts.add(change.entries().getFirst().visibilityTimeout());
                                }
                            }
                        })))
                .build();
        SqsFunction function = rig.evenstep()
                .withSqs(() -> listened)
                .withRetryBase(Duration.ofHours(2))
                .withRetryAttempts(5)
                .sqs(failing(new IllegalStateException("always")));
        SQSMessage message = message("e-1", "Noted", "{}");
        message.setEventSourceArn(QUEUE_ARN);

        assertThat(handle(function, message)).containsExactly("e-1");
        assertThat(timeouts).hasSize(1).allMatch(seconds -> seconds >= 3_600);
    }

    @Test
    void whatADependencyFailsIsGivenUpWhenItIsAsOldAsCodeSays() {
        SqsFunction function = rig.evenstep()
                .withClock(clock)
                .withRetryPatience(Duration.ofMinutes(10))
                .sqs(failing(new DependencyFailure("ledger", "away")));

        assertThat(handle(function, sentBefore(Duration.ofMinutes(9)))).containsExactly("e-1");
        assertThat(handle(function, sentBefore(Duration.ofMinutes(11)))).isEmpty();
        assertThat(rig.deadLetters()).containsExactly("failing:dependency-away");
    }

    private static SQSMessage sentBefore(Duration age) {
        SQSMessage message = message("e-1", "Noted", "{}");
        message.setAttributes(
                Map.of("SentTimestamp", Long.toString(NOW.minus(age).toEpochMilli())));
        return message;
    }

    private static Consumer failing(RuntimeException failure) {
        return Consumer.transactional("failing").on(NOTED, event -> {
            throw failure;
        });
    }

    @Test
    void whatIsMissingIsWaitedForAsLongAsCodeSays() {
        SqsFunction function = rig.evenstep("GAP_PATIENCE_SECONDS", "60")
                .withClock(clock)
                .withGapPatience(Duration.ofHours(5))
                .withTelemetry((consumer, told) -> outcomes.addAll(told))
                .sqs(NOTING.inOrder());
        String second = body("e-2", "Noted", "\"subject\":\"note-1\",\"entityversion\":2,", "{}");

        assertThat(handle(function, message("e-2", second))).isEmpty();
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().decision())
                .isInstanceOfSatisfying(
                        Decision.Parked.class,
                        parked -> assertThat(parked.until()).isEqualTo(NOW.plus(Duration.ofHours(5))));
    }

    @Test
    void whatIsLargerOrDeeperThanCodeSaysIsDeadLettered() {
        SqsFunction small = rig.evenstep().withMaxBytes(1_000).sqs(NOTING);
        SqsFunction flat = rig.evenstep().withMaxDepth(4).sqs(NOTING);
        String large = "{\"any\":\"" + "x".repeat(1_000) + "\"}";
        String deep = "{\"any\":" + "[".repeat(8) + "]".repeat(8) + "}";

        assertThat(handle(small, message("e-1", "Noted", large))).isEmpty();
        assertThat(handle(flat, message("e-2", "Noted", deep))).isEmpty();
        assertThat(handle(small, message("e-3", "Noted", deep))).isEmpty();

        assertThat(rig.told).containsExactly("noting:poison", "noting:poison", "noting:applied");
        assertThat(rig.deadLetters()).containsExactlyInAnyOrder("noting:too-large", "noting:too-deep");
    }

    @Test
    void moreThanTheDefaultIsReadWhereCodeSaysSo() {
        SqsFunction function = rig.evenstep().withMaxBytes(200 * 1024).sqs(NOTING);
        String large = "{\"any\":\"" + "x".repeat(150 * 1024) + "\"}";

        assertThat(handle(function, message("e-1", "Noted", large))).isEmpty();
        assertThat(rig.told).containsExactly("noting:applied");
    }

    /** A class that Jackson cannot make, such as another library's. */
    static final class Money {

        private final long cents;

        private Money(long cents) {
            this.cents = cents;
        }

        static final class FromText extends StdDeserializer<Money> {

            private static final long serialVersionUID = 1;

            FromText() {
                super(Money.class);
            }

            @Override
            public Money deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return new Money(Long.parseLong(json.getText().replace(".", "")));
            }
        }
    }

    record Paid(Money amount) {}

    @Test
    void dataIsReadWithModulesOfJackson() {
        List<Long> cents = new ArrayList<>();
        SqsFunction function = rig.evenstep()
                .withJacksonModules(new SimpleModule("money").addDeserializer(Money.class, new Money.FromText()))
                .sqs(Consumer.transactional("paying").on(EventType.of("test", "Paid", Paid.class), event -> {
                    cents.add(event.data().amount().cents);
                    return Effect.none();
                }));

        assertThat(handle(function, message("e-1", "Paid", "{\"amount\":\"12.50\"}")))
                .isEmpty();
        assertThat(cents).containsExactly(1_250L);
    }

    @Test
    void telemetryThatThrowsBringsNoRecordBack() {
        SqsFunction function = rig.evenstep()
                .withTelemetry((consumer, told) -> {
                    throw new IllegalStateException("no place for it");
                })
                .withTelemetry((consumer, told) -> outcomes.addAll(told))
                .sqs(NOTING);

        assertThat(handle(function, message("e-1", "Noted", "{}"))).isEmpty();
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void metricLinesAreWrittenUnlessCodeSaysOtherwise() {
        String metrics = "\"consumer\":\"noting\"";

        assertThat(output(rig.evenstep())).contains("\"_aws\"", metrics);
        assertThat(output(rig.evenstep().withoutMetrics())).doesNotContain(metrics);
        assertThat(rig.told).containsExactly("noting:applied", "noting:duplicate");
    }

    /** Other tests may write there meanwhile. */
    private static String output(Evenstep evenstep) {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            List<String> unused = handle(evenstep.sqs(NOTING), message("e-1", "Noted", "{}"));
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeIsRefusedWhenItIsSaid() {
        Evenstep evenstep = rig.evenstep();

        assertThatThrownBy(() -> evenstep.withIdempotencyTtl(Duration.ZERO)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> evenstep.withBatchConcurrency(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> evenstep.withRetryAttempts(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> evenstep.withMaxBytes(0)).hasMessageContaining("at least 1 byte");
    }
}
