package dev.evenstep.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.source.MappedBatch;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.registry.RegisteredSchema.Format;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.RecordMapping;
import dev.evenstep.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a registry is asked, and what becomes of records while it is away. */
class KnownSchemasTest {

    private record Counted(int n) {}

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T08:00:00Z"));
    private final List<String> asked = new ArrayList<>();
    private boolean isAway;
    private final RegistryMapping mapping =
            RegistryMapping.confluent(this::schema).withClock(clock);
    private final List<Integer> applied = new ArrayList<>();
    private final Map<String, String> letters = new TreeMap<>();

    private @Nullable RegisteredSchema schema(String id) {
        asked.add(id);
        if (isAway) {
            throw new DependencyFailure("schema-registry", "The registry did not answer");
        }
        return id.equals("404") ? null : new RegisteredSchema(Format.AVRO, "\"int\"");
    }

    private static Delivery number(int schema, int number) {
        return Payloads.delivery(Payloads.confluent(schema, new byte[] {(byte) (number << 1)}));
    }

    @Test
    void aSchemaIsAskedForOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(mapping.map(number(7, i)).body()).isEqualTo(Integer.toString(i));
        }
        assertThat(asked).containsExactly("7");
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsAskedForAgainAfterAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> mapping.map(number(404, 1)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("The registry has no schema 404");
        }
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(61));
        assertThatThrownBy(() -> mapping.map(number(404, 1))).isInstanceOf(PermanentFailure.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRegistryThatFailedIsLeftAloneForSomeSeconds() {
        isAway = true;
        for (int i = 0; i < 3; i++) {
            int schema = i;
            assertThatThrownBy(() -> mapping.map(number(schema, 1))).isInstanceOf(DependencyFailure.class);
        }
        assertThat(asked).hasSize(1);
        isAway = false;
        clock.advance(Duration.ofSeconds(6));

        assertThat(mapping.map(number(7, 3)).body()).isEqualTo("3");
    }

    @Test
    void whileItIsAwayRecordsComeAgainAndWhatCanNeverBeReadIsADeadLetter() {
        RecordMapping numbers = record -> record.withBody(
                "{\"specversion\":\"1.0\",\"id\":\"n-%s\",\"source\":\"s\",\"type\":\"Counted\",\"data\":{\"n\":%s}}"
                        .formatted(record.body(), record.body()));
        MappedBatch batch = new MappedBatch(
                new ConcurrentBatchProcessor(processor(), BatchOptions.defaults()), mapping.then(numbers));
        Delivery one = number(7, 1);

        isAway = true;
        assertThat(batch.run(List.of(one), deadline()))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.decision())
                        .isInstanceOfSatisfying(
                                Decision.Transient.class,
                                failed -> assertThat(failed.failure()).isEqualTo(Failure.of("schema-registry"))));
        assertThat(letters).isEmpty();

        isAway = false;
        clock.advance(Duration.ofSeconds(6));
        assertThat(batch.run(List.of(one), deadline()))
                .allMatch(outcome -> outcome.decision() instanceof Decision.Applied);
        assertThat(batch.run(List.of(number(404, 2)), deadline()))
                .allMatch(outcome -> outcome.decision() instanceof Decision.Poison);

        assertThat(applied).containsExactly(1);
        assertThat(letters).containsExactly(Map.entry(number(404, 2).body(), "malformed"));
    }

    private EventProcessor processor() {
        InMemoryStore store = new InMemoryStore();
        Consumer consumer = Consumer.transactional("counting")
                .on(EventType.of("s", "Counted", Counted.class), event -> {
                    applied.add(event.data().n());
                    return Effect.none();
                });
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) ->
                        letters.put(delivery.body(), poison.reason().code()),
                store,
                RetryPolicy.defaults(),
                FailureRule.standard(),
                BatchOptions.defaults().margin());
        return new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                new ConsumePorts(store, deadLettering, WakeUps.none(), (name, outcomes) -> {}),
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), clock);
    }
}
