package dev.evenstep.streaming;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.streaming.StreamBatch.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The real consumer on a store and a queue that behave as badly as they may: messages in any order, several times and late,
 * processes that end before or after any call, others at work between any two calls, clocks that differ.
 */
final class StreamWorld {

    static final Duration SKEW = Duration.ofSeconds(2);
    private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");
    private static final List<String> KEYS = List.of("k1", "k2");
    private static final int GIVE_UP_AFTER = 5_000;

    /** The process ends. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1;
    }

    private record Message(String body, Instant visibleAt) {}

    private final Random random;
    private final StreamKind kind;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final List<Message> queue = new ArrayList<>();
    private final Map<String, Taken> told = new HashMap<>();
    private final List<String> dead = new ArrayList<>();
    private final StreamStore store;
    private final EventProcessor processor;
    private Instant now = BEGIN;
    private Duration skew = Duration.ZERO;
    private int shown;
    private int depth;

    StreamWorld(long seed, StreamKind kind, StreamMistake mistake) {
        this.random = new Random(seed * 31 + kind.name().hashCode());
        this.kind = kind;
        this.store = new StreamStore(new InMemoryStore(), mistake, this::between);
        Clock clock = clock();
        Consumer consumer = StreamConsumer.of("world", StreamWorld::item, kind.definition(mistake), clock);
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) -> dead.add(poison.toString()),
                store,
                RetryPolicy.defaults().withAttempts(Integer.MAX_VALUE),
                FailureRule.standard(),
                Duration.ZERO);
        this.processor = new EventProcessor(
                consumer,
                json,
                new ConsumePorts(store, deadLettering, (wakeUp, cause) -> true, (name, outcomes) -> {}),
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
    }

    static ItemKey item(String key) {
        return ItemKey.of("windows", "key", key);
    }

    /** What is wrong in the end; null: nothing. */
    @Nullable
    String run() {
        for (int event = 0, events = 4 + random.nextInt(25); event < events; event++) {
            tell("e" + event);
        }
        for (int steps = 0; !queue.isEmpty(); steps++) {
            if (steps == GIVE_UP_AFTER) {
                return "does not come to rest";
            }
            step();
        }
        return verdict();
    }

    private void tell(String name) {
        Instant time = BEGIN.plusMillis(500L * random.nextInt(120));
        String key = any(KEYS);
        String sort = any(List.of("a", "a", "b", "c"));
        String data = "{\"key\":\"%s\",\"name\":\"%s\",\"sort\":\"%s\"}".formatted(key, name, sort);
        told.put(name, new Taken(key, name, sort, time, Instant.MIN));
        String body = json.write(Envelope.of(name, "world", "Told", time).withData(1, data));
        for (int copies = random.nextInt(4) == 0 ? 3 : 1; copies > 0; copies--) {
            int delay = random.nextInt(6) == 0 ? 40_000 : 4_000;
            queue.add(new Message(body, time.plusMillis(random.nextInt(delay))));
        }
    }

    private void step() {
        List<Message> visible = queue.stream()
                .filter(message -> !message.visibleAt.isAfter(now))
                .toList();
        if (visible.isEmpty()) {
            queue.stream()
                    .map(Message::visibleAt)
                    .min(Comparator.naturalOrder())
                    .ifPresent(next -> now = next);
            return;
        }
        Message message = any(visible);
        Duration before = skew;
        skew = Duration.ofMillis(random.nextInt((int) SKEW.toMillis() * 2) - SKEW.toMillis());
        try {
            deliver(message);
        } finally {
            skew = before;
        }
        relay();
    }

    private void deliver(Message message) {
        queue.remove(message);
        Instant again = now.plusMillis(random.nextInt(3_000));
        Message back = new Message(message.body, again);
        try {
            Decision decision = processor.on(
                    new Delivery("m", message.body, null, 1), Deadline.in(Duration.ofSeconds(10), clock()));
            if (decision instanceof Decision.InProgress(Instant until)) {
                queue.add(new Message(message.body, until));
            } else if (!decision.settled() || random.nextInt(20) == 0) {
                queue.add(back);
            }
        } catch (Crash crash) {
            queue.add(back);
        }
    }

    /** Timers come back, some of them twice. */
    private void relay() {
        List<Envelope> sent = store.sent();
        for (; shown < sent.size(); shown++) {
            Envelope event = sent.get(shown);
            if (event.type().equals(StreamTimer.TYPE.name())) {
                for (int copies = random.nextInt(5) == 0 ? 2 : 1; copies > 0; copies--) {
                    queue.add(new Message(json.write(event), now.plusMillis(random.nextInt(2_000))));
                }
            }
        }
    }

    private void between() {
        if (depth < 2 && random.nextInt(10) == 0 && !queue.isEmpty()) {
            depth++;
            step();
            depth--;
        }
        if (random.nextInt(25) == 0) {
            throw new Crash();
        }
    }

    private @Nullable String verdict() {
        String wrong = wrong();
        if (!dead.isEmpty() || wrong != null) {
            return "dead: %s, wrong: %s".formatted(dead, wrong);
        }
        List<String> expected = new ArrayList<>();
        for (String key : KEYS) {
            List<Taken> taken = told.values().stream()
                    .filter(event -> event.key().equals(key) && store.takenAt().containsKey(event.name()))
                    .map(event ->
                            event.at(Objects.requireNonNull(store.takenAt().get(event.name()))))
                    .toList();
            expected.addAll(new StreamBatch(key, taken).results(kind));
        }
        List<String> found = store.sent().stream()
                .filter(event -> event.type().equals("Found"))
                .map(event -> String.valueOf(event.data().get("what")))
                .sorted()
                .toList();
        expected.sort(Comparator.naturalOrder());
        return found.equals(expected) ? null : "expected %s, but found %s".formatted(expected, found);
    }

    /** Each is taken or late, which its time and the clocks say. */
    private @Nullable String wrong() {
        for (Taken event : told.values()) {
            if (!kind.looksAt(event.sort())) {
                continue;
            }
            Instant deadline = StreamBatch.deadline(kind, event.time());
            Instant taken = store.takenAt().get(event.name());
            Instant late = store.lateBefore().get(event.name());
            if (taken == null
                    ? late == null || late.plus(SKEW.multipliedBy(2)).isBefore(deadline)
                    : !taken.isBefore(deadline)) {
                return "%s, taken at %s, late at %s, with the deadline %s".formatted(event, taken, late, deadline);
            }
        }
        return null;
    }

    boolean wasMet(String type) {
        return store.sent().stream().anyMatch(event -> event.type().equals(type));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.plus(skew);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
