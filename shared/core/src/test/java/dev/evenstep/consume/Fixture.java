package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.schema.EventType;
import dev.evenstep.store.InMemoryStore;
import dev.evenstep.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A store, a clock that stands still, and events to consume. */
final class Fixture {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    record Deposited(String account, int amount) {}

    record Noted(String text) {}

    static final EventType<Deposited> DEPOSITED = EventType.of("bank", "Deposited", Deposited.class);
    static final EventType<Noted> NOTED = EventType.of("bank", "Noted", Noted.class);

    final InMemoryStore store = new InMemoryStore();
    final List<Duration> pauses = new ArrayList<>();
    final AtomicInteger owners = new AtomicInteger();
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    ConsumeOptions options() {
        return ConsumeOptions.defaults()
                .withClock(clock)
                .withPause(pauses::add)
                .withOwners(() -> "owner-" + owners.incrementAndGet());
    }

    Decision consume(Consumer consumer, String body) {
        return consume(consumer, store, body);
    }

    Decision consume(Consumer consumer, Store other, String body) {
        return new Consumption(consumer, new EnvelopeJson(Limits.defaults()), other, options())
                .on(new Delivery("m-1", body, null, 1), Deadline.in(Duration.ofSeconds(10), clock));
    }

    void advance(Duration time) {
        clock = Clock.offset(clock, time);
    }

    static String deposited(String id, int version, int amount) {
        return """
                {"specversion":"1.0","id":"%s","source":"bank","type":"Deposited","time":"2026-11-21T08:00:00Z",
                 "subject":"account-1","entityversion":%d,"correlationid":"c-1","traceparent":"00-t",
                 "data":{"account":"account-1","amount":%d}}""".formatted(id, version, amount);
    }
}
