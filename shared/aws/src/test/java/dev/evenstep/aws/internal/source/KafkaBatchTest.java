package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
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
import dev.evenstep.internal.source.SourceRunner;
import dev.evenstep.internal.source.Unsettled;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** 500 records of five partitions and fifty keys, of which three cannot be decoded and five fail. */
class KafkaBatchTest {

    private static final Set<Integer> UNDECODABLE = Set.of(17, 251, 444);
    private static final Set<Integer> FAILING = Set.of(3, 103, 208, 209, 401);

    private record Numbered(int number) {}

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T08:00:00Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final Map<String, String> letters = new ConcurrentHashMap<>();
    private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    private boolean isFailing = true;
    private final SourceRunner<KafkaEvent, Map<String, Object>> runner = runner();

    @Test
    void threeAreDeadLettersFiveAreRetriedInTheirOrderAndAllOthersTakeEffectOnce() {
        KafkaEvent batch = event(0);
        List<Map<?, ?>> again = KafkaConformanceTest.positions(runner.run(batch, deadline()));

        assertThat(letters)
                .containsOnlyKeys("orders-2@17", "orders-1@251", "orders-4@444")
                .containsValues("malformed");
        assertThat(again)
                .containsExactlyInAnyOrder(
                        Map.of("partition", "orders-3", "offset", 3L),
                        Map.of("partition", "orders-4", "offset", 209L),
                        Map.of("partition", "orders-1", "offset", 401L));

        isFailing = false;
        Map<String, Object> done = runner.run(from(again), deadline());

        assertThat(KafkaConformanceTest.positions(done)).isEmpty();
        assertThat(letters).hasSize(3);
        for (int number = 0; number < 500; number++) {
            assertThat(applied(number)).as("record %d", number).isEqualTo(UNDECODABLE.contains(number) ? 0 : 1);
        }
        Map<Integer, List<Integer>> byKey = new TreeMap<>();
        ran.forEach(number ->
                byKey.computeIfAbsent(number % 50, any -> new ArrayList<>()).add(number));
        assertThat(byKey.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(ran).as("nothing is run twice by one instance").doesNotHaveDuplicates();
    }

    private SourceRunner<KafkaEvent, Map<String, Object>> runner() {
        Consumer consumer =
                Consumer.transactional("orders").on(EventType.of("test", "Happened", Numbered.class), this::effect);
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) -> letters.put(delivery.id(), reason(poison)),
                store,
                RetryPolicy.defaults(),
                FailureRule.standard(),
                BatchOptions.defaults().margin());
        EventProcessor processor = new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                new ConsumePorts(store, deadLettering, WakeUps.none(), (name, outcomes) -> {}),
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
        return new SourceRunner<>(
                consumer.name(),
                new KafkaRecords(),
                new ConcurrentBatchProcessor(processor, BatchOptions.defaults()),
                (name, outcomes) -> {},
                Unsettled.staysWithItsSource());
    }

    private static String reason(Poison poison) {
        return poison.reason().code();
    }

    private Effect effect(Event<Numbered> event) {
        int number = event.data().number();
        if (isFailing && FAILING.contains(number)) {
            throw new IllegalStateException("failing");
        }
        ran.add(number);
        return Effect.of(Write.update(thing(number)).add("count", 1));
    }

    private static ItemKey thing(int number) {
        return ItemKey.of("things", "id", "thing-" + number);
    }

    private int applied(int number) {
        return store.get(thing(number)).map(KafkaBatchTest::count).orElse(0);
    }

    private static int count(Item item) {
        return Integer.parseInt(String.valueOf(item.attributes().get("count")));
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), clock);
    }

    /** From an offset on, all partitions. */
    private static KafkaEvent event(int from) {
        Map<String, List<KafkaEventRecord>> partitions = new TreeMap<>();
        for (int number = from; number < 500; number++) {
            partitions
                    .computeIfAbsent("orders-" + number % 5, any -> new ArrayList<>())
                    .add(record(number));
        }
        return KafkaEvent.builder().withRecords(partitions).build();
    }

    /** As Lambda goes on: the named partitions from the named offsets. */
    private static KafkaEvent from(List<Map<?, ?>> positions) {
        Map<String, List<KafkaEventRecord>> all = new HashMap<>(event(0).getRecords());
        Map<String, List<KafkaEventRecord>> open = new TreeMap<>();
        for (Map<?, ?> position : positions) {
            String partition = String.valueOf(position.get("partition"));
            long offset = Long.parseLong(String.valueOf(position.get("offset")));
            open.put(
                    partition,
                    all.getOrDefault(partition, List.of()).stream()
                            .filter(record -> record.getOffset() >= offset)
                            .toList());
        }
        return KafkaEvent.builder().withRecords(open).build();
    }

    private static KafkaEventRecord record(int number) {
        String value = UNDECODABLE.contains(number)
                ? "*no base64*"
                : KafkaConformanceTest.base64(SourceRecord.plain(number, "").body());
        return KafkaConformanceTest.record(number % 5, number, "key-" + number % 50, value);
    }
}
