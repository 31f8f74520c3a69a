package dev.evenstep.internal.consume;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.SubjectKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A store, a clock that is moved by hand, events to consume, and what a consumer did beside its effects. */
final class Fixture {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    /** Attempts that a source makes. */
    static final int ATTEMPTS = 5;

    record Deposited(String account, int amount) {}

    record Noted(String text) {}

    /** What came to the dead-letter queue. */
    record DeadLetter(Delivery delivery, Poison poison) {}

    static final EventType<Deposited> DEPOSITED = EventType.of("bank", "Deposited", Deposited.class);
    static final EventType<Noted> NOTED = EventType.of("bank", "Noted", Noted.class);

    final InMemoryStore store = new InMemoryStore();
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger owners = new AtomicInteger();
    final List<DeadLetter> dead = Collections.synchronizedList(new ArrayList<>());
    final List<WakeUp> wakeUps = Collections.synchronizedList(new ArrayList<>());
    final List<Outcome> reported = Collections.synchronizedList(new ArrayList<>());
    final MovedClock clock = new MovedClock();
    final SubjectKeys keys = SubjectKeys.inMemory();
    WakeUps queue = (wakeUp, cause) -> wakeUps.add(wakeUp);
    Duration time = Duration.ofSeconds(10);

    /** A clock that is moved by hand. */
    static final class MovedClock extends Clock {

        private Instant now = NOW;

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void move(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    ConsumeOptions options() {
        return ConsumeOptions.defaults()
                .withClock(clock)
                .withPause(pauses::add)
                .withRetries(new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), new Random(7)))
                .withOwners(() -> "owner-" + owners.incrementAndGet())
                .withEncryption(FieldEncryption.with(keys));
    }

    EventProcessor consumption(Consumer consumer, Store other) {
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) -> dead.add(new DeadLetter(delivery, poison)),
                other,
                RetryPolicy.defaults().withAttempts(ATTEMPTS),
                FailureRule.standard(),
                Duration.ofMillis(500));
        ConsumePorts ports =
                new ConsumePorts(other, deadLettering, queue, (name, outcomes) -> reported.addAll(outcomes));
        return new EventProcessor(consumer, new EnvelopeJson(Limits.defaults()), ports, options());
    }

    Decision consume(Consumer consumer, String body) {
        return consume(consumer, store, body);
    }

    Decision consume(Consumer consumer, Store other, String body) {
        return consume(consumer, other, new Delivery("m-1", body, null, 1));
    }

    Decision consume(Consumer consumer, Delivery delivery) {
        return consume(consumer, store, delivery);
    }

    Decision consume(Consumer consumer, Store other, Delivery delivery) {
        return consumption(consumer, other).on(delivery, Deadline.in(time, clock));
    }

    /** What comes of each body, by the decision's name. */
    List<String> consumeAll(Consumer consumer, List<String> bodies) {
        return bodies.stream()
                .map(body -> consume(consumer, body))
                .map(decision -> decision.getClass().getSimpleName())
                .toList();
    }

    /** Brings the wake-ups that are due, once each; those that come of it wait for the next call. */
    List<Decision> wake(Consumer consumer) {
        return wake(consumer, store);
    }

    List<Decision> wake(Consumer consumer, Store other) {
        List<WakeUp> due = wakeUps.stream()
                .filter(wakeUp -> !wakeUp.due().isAfter(clock.instant()))
                .toList();
        wakeUps.removeAll(due);
        return due.stream()
                .map(wakeUp -> consume(consumer, other, wakeUp.toMessage(clock.instant())))
                .toList();
    }

    void advance(Duration time) {
        clock.move(time);
    }

    /** Moves to the next wake-up's time and brings it, until there is none; at most so many times. */
    void wakeUntilQuiet(Consumer consumer, int most) {
        for (int i = 0; i < most && !wakeUps.isEmpty(); i++) {
            Instant next =
                    wakeUps.stream().map(WakeUp::due).min(Instant::compareTo).orElseThrow();
            if (next.isAfter(clock.instant())) {
                advance(Duration.between(clock.instant(), next));
            }
            List<Decision> unused = wake(consumer);
        }
    }

    List<String> deadReasons() {
        return dead.stream().map(letter -> letter.poison().reason().code()).toList();
    }

    static RecordAddress stream(String consumer, String stream) {
        return new RecordAddress.OfStream(new PositionKey(consumer, stream));
    }

    static RecordAddress event(String consumer, String id) {
        return new RecordAddress.OfEvent(new IdempotencyKey(consumer, "bank", id));
    }

    static Step anyOrder(String consumer, String id) {
        return new Step.InAnyOrder(new IdempotencyKey(consumer, "bank", id), "");
    }

    List<String> parked(RecordAddress address) {
        return store.parkedBehind(address).stream().map(ParkedEvent::event).toList();
    }

    static String deposited(String id, int version, int amount) {
        return deposited(id, "account-1", version, amount);
    }

    static String deposited(String id, String account, int version, int amount) {
        return """
                {"specversion":"1.0","id":"%s","source":"bank","type":"Deposited","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":%d,"correlationid":"c-1","traceparent":"00-t",
                 "data":{"account":"account-1","amount":%d}}""".formatted(id, account, version, amount);
    }
}
