package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Powertools' failures 1 and 5: shared mutable stores mixed records up, and unnamed operations shared a key. */
class ConcurrencyTest {

    private static final int EVENTS = 4_000;
    private static final ItemKey SUM = ItemKey.of("sums", "id", "sum");

    private final Fixture fixture = new Fixture();

    @Test
    void thousandsOfConcurrentOperationsEachTakeEffectOnce() {
        AtomicInteger outside = new AtomicInteger();
        LeasedConsumer consumer = Consumer.leased("count")
                .on(
                        DEPOSITED,
                        event -> outside.incrementAndGet(),
                        event -> Effect.of(
                                Write.update(SUM).add("sum", event.data().amount())));

        List<Outcome> outcomes = run(consumer, shuffledTwice());

        assertThat(outside).hasValue(EVENTS);
        assertThat(fixture.store.get(SUM).orElseThrow().integer("sum")).isEqualTo(EVENTS);
        assertThat(outcomes.stream().collect(Collectors.groupingBy(this::kind, Collectors.counting())))
                .satisfies(counts -> {
                    assertThat(counts.get("Applied")).isEqualTo(EVENTS);
                    assertThat(counts.getOrDefault("Duplicate", 0L) + counts.getOrDefault("InProgress", 0L))
                            .isEqualTo(EVENTS);
                });
    }

    @Test
    void anOperationNestedInAnotherHasARecordOfItsOwn() {
        TransactionalConsumer inner = Consumer.transactional("inner")
                .on(DEPOSITED, event -> Effect.of(Write.update(SUM).add("sum", 1)));
        LeasedConsumer outer = Consumer.leased("outer")
                .on(
                        DEPOSITED,
                        event -> {
                            Decision decision = fixture.consume(inner, deposited(event.id(), 1, 1));
                            assertThat(decision).isEqualTo(new Decision.Applied());
                        },
                        event -> Effect.none());

        assertThat(fixture.consume(outer, deposited("e-1", 1, 1))).isEqualTo(new Decision.Applied());
        assertThat(fixture.consume(outer, deposited("e-1", 1, 1))).isEqualTo(new Decision.Duplicate(null));
        assertThat(fixture.consume(inner, deposited("e-1", 1, 1))).isEqualTo(new Decision.Duplicate(null));
    }

    private List<Outcome> run(Consumer consumer, List<Delivery> deliveries) {
        EventProcessor processor = fixture.consumption(consumer, fixture.store);
        return new ConcurrentBatchProcessor(processor, BatchOptions.defaults())
                .run(deliveries, Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    private static List<Delivery> shuffledTwice() {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String body = deposited("e-" + i, 1, 1);
            deliveries.add(new Delivery("first-" + i, body, null, 1));
            deliveries.add(new Delivery("second-" + i, body, null, 1));
        }
        Collections.shuffle(deliveries, new Random(7));
        return deliveries;
    }

    private String kind(Outcome outcome) {
        return outcome.decision().getClass().getSimpleName();
    }
}
