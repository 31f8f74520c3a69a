package dev.evenstep.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.PermanentFailure;
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
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A consumer behind a source, and the platform that brings again what did not settle. */
final class SourceRig<E, A> {

    static final int ATTEMPTS = 3;

    private final SourceFixture<E, A> fixture;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T08:00:00Z"));
    private final InMemoryStore store = new InMemoryStore();
    private SourceRunner<E, A> runner;

    final Set<Integer> failing = Collections.synchronizedSet(new HashSet<>());
    final Set<Integer> poison = Collections.synchronizedSet(new HashSet<>());

    /** Those whose function did not throw, in that order, each once. */
    final Set<Integer> ran = Collections.synchronizedSet(new LinkedHashSet<>());

    /** What said of itself that it is replayed. */
    final Set<Integer> replayed = Collections.synchronizedSet(new HashSet<>());

    final List<Letter> letters = Collections.synchronizedList(new ArrayList<>());
    final List<Outcome> outcomes = new ArrayList<>();

    record Letter(Delivery delivery, Poison poison) {}

    private record Anything() {}

    SourceRig(SourceFixture<E, A> fixture, UnaryOperator<JsonNode> unwrap) {
        this.fixture = fixture;
        this.unwrap = unwrap;
        this.runner = instance();
    }

    private final UnaryOperator<JsonNode> unwrap;

    /** As if Lambda had started a new one: nothing is remembered but what is stored. */
    void startAnew() {
        runner = instance();
    }

    private SourceRunner<E, A> instance() {
        Consumer consumer = Consumer.transactional("conformance")
                .on(EventType.of("test", fixture.type(), Anything.class), this::effect);
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, reason) -> letters.add(new Letter(delivery, reason)),
                store,
                RetryPolicy.defaults().withAttempts(ATTEMPTS),
                FailureRule.standard(),
                BatchOptions.defaults().margin());
        ConsumePorts ports = new ConsumePorts(store, deadLettering, WakeUps.none(), (name, all) -> {});
        EventProcessor processor = new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults(), unwrap),
                ports,
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
        return new SourceRunner<>(
                consumer.name(),
                fixture.source(),
                new ConcurrentBatchProcessor(processor, BatchOptions.defaults()),
                (name, all) -> outcomes.addAll(all),
                Unsettled.staysWithItsSource());
    }

    private Effect effect(Event<Anything> event) {
        int number = fixture.numberOf(event.envelope());
        if (poison.contains(number)) {
            throw new PermanentFailure("poison " + number);
        }
        if (failing.contains(number)) {
            throw new IllegalStateException("failing " + number);
        }
        ran.add(number);
        if (event.envelope().extension("replayname") != null) {
            replayed.add(number);
        }
        return Effect.of(Write.update(thing(number)).add("count", 1));
    }

    private static ItemKey thing(int number) {
        return ItemKey.of("things", "id", "thing-" + number);
    }

    /** How often the record took effect. */
    int applied(int number) {
        return store.get(thing(number)).map(SourceRig::count).orElse(0);
    }

    private static int count(Item item) {
        return Integer.parseInt(String.valueOf(item.attributes().get("count")));
    }

    /** What the platform brings again. */
    List<SourceRecord> deliver(List<SourceRecord> records) {
        return deliver(records, Duration.ofMinutes(1));
    }

    List<SourceRecord> deliver(List<SourceRecord> records, Duration time) {
        if (records.isEmpty()) {
            return invoke(records, time);
        }
        List<SourceRecord> again = new ArrayList<>();
        for (int from = 0; from < records.size(); from += Math.min(fixture.most(), records.size())) {
            int to = (int) Math.min((long) from + fixture.most(), records.size());
            again.addAll(invoke(records.subList(from, to), time));
        }
        return again;
    }

    private List<SourceRecord> invoke(List<SourceRecord> sent, Duration time) {
        A answer;
        try {
            answer = runner.run(fixture.event(sent), Deadline.in(time, clock));
        } catch (RuntimeException wholeBatch) {
            return sent;
        }
        Set<Integer> named = fixture.named(answer, sent);
        return switch (fixture.source().redelivery()) {
            case RECORD ->
                sent.stream().filter(record -> named.contains(record.number())).toList();
            case FROM_FIRST -> fromFirst(sent, named);
            case BATCH -> fixture.isRefused(answer) ? sent : List.of();
        };
    }

    private List<SourceRecord> fromFirst(List<SourceRecord> sent, Set<Integer> named) {
        Map<String, Boolean> begun = new HashMap<>();
        List<SourceRecord> again = new ArrayList<>();
        for (SourceRecord record : sent) {
            if (named.contains(record.number())) {
                begun.put(fixture.shard(record), true);
            }
            if (begun.containsKey(fixture.shard(record))) {
                again.add(record);
            }
        }
        return again;
    }

    /** Until the platform has nothing more; answers how often it took. */
    int deliverUntilDone(List<SourceRecord> records) {
        List<SourceRecord> open = records;
        for (int times = 1; times <= 20; times++) {
            open = deliver(open);
            if (open.isEmpty()) {
                return times;
            }
        }
        throw new AssertionError("The platform still brings " + open + ": " + outcomes);
    }

    /** An event that the fixture made itself. */
    void invoke(E event) {
        A unused = runner.run(event, Deadline.in(Duration.ofMinutes(1), clock));
    }
}
