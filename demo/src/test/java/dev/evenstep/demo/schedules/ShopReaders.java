package dev.evenstep.demo.schedules;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.internal.outbox.OrderedPublisher;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.shop.orderlog.OrderLog;
import dev.evenstep.spi.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What reads the log, with a mistake in how it is published. */
final class ShopReaders {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ShopWorld world;
    private final EventStore events;
    private final ViewStore views;
    private final ShopBus bus;
    private final ShopMistake mistake;
    private final LogFollower follower;
    private Instant watermark = Instant.EPOCH;

    ShopReaders(ShopWorld world, EventStore events, ViewStore views, ShopBus bus, ShopMistake mistake) {
        this.world = world;
        this.events = events;
        this.views = views;
        this.bus = bus;
        this.mistake = mistake;
        this.follower = new LogFollower("follower", events, world.clock());
    }

    LogFollower follower() {
        return follower;
    }

    /** Of an instance that has just started. */
    List<LogReader> start() {
        OrderedPublisher publisher = new OrderedPublisher(
                "publish-orders",
                bus,
                (name, delivery, poison) -> {
                    throw new AssertionError(poison);
                },
                RelayOptions.defaults().withPause(time -> {}),
                (name, outcomes) -> {},
                world.clock());
        List<LogReader> readers = new ArrayList<>();
        for (LogReader reader : OrderLog.readers(events, views, publisher)) {
            readers.add(
                    switch (reader) {
                        case Subscription real
                        when mistake == ShopMistake.CHECKPOINT_FIRST -> new CheckpointFirst(this, publisher);
                        case Subscription real
                        when mistake == ShopMistake.WATERMARK_BY_CLOCK ->
                            subscription((shard, entries) -> publisher.publish(later(events(entries)), LONG));
                        case Subscription real -> real.withClock(world.clock());
                        case Projector<?> real -> real.withClock(world.clock());
                        default -> throw new IllegalStateException(reader.name());
                    });
        }
        readers.add(Projector.of(ShopTally.PROJECTION, events, views).withClock(world.clock()));
        readers.add(follower.reader());
        return readers;
    }

    private Subscription subscription(LogHandler handler) {
        return Subscription.of("publish-orders", events.log(), events.checkpoints(), handler)
                .withClock(world.clock());
    }

    private static List<Envelope> events(List<LogEntry> entries) {
        return entries.stream().flatMap(entry -> entry.events().stream()).toList();
    }

    private List<Envelope> later(List<Envelope> events) {
        Instant before = watermark;
        watermark = events.stream()
                .map(Envelope::time)
                .max(Instant::compareTo)
                .filter(before::isBefore)
                .orElse(before);
        return events.stream().filter(event -> !event.time().isBefore(before)).toList();
    }

    /** What was read is published when its checkpoint has moved. */
    private record CheckpointFirst(ShopReaders readers, EventPublisher publisher) implements LogReader {

        @Override
        public String name() {
            return "publish-orders";
        }

        @Override
        public boolean run(Duration time) {
            List<LogEntry> moved = new ArrayList<>();
            boolean isAtEnd = readers.subscription((shard, entries) -> moved.addAll(entries))
                    .run(time);
            publisher.publish(events(moved), time);
            return isAtEnd;
        }

        @Override
        public Lag lag() {
            return Lag.NONE;
        }
    }
}
