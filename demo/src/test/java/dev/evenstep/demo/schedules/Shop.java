package dev.evenstep.demo.schedules;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.demo.schedules.ShopWorld.NoAnswer;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.projection.Projections;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.internal.outbox.RelayPorts;
import dev.evenstep.internal.outbox.SweepOptions;
import dev.evenstep.internal.outbox.Sweeper;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The shop as it runs: its real consumers, log, views and relays, customers, and operators, in one schedule of a seed. */
final class Shop {

    private static final SubjectKeys KEYS = SubjectKeys.inMemory();
    private static final EnvelopeJson JSON = new EnvelopeJson(Limits.defaults());
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String SAGA = "dev.evenstep.saga";
    private static final int STEPS = 260;
    private static final int GIVE_UP_AFTER = 400;

    private final ShopWorld world;
    private final PlacedOrders orders;
    private final EventStore store;
    private final EventStore events;
    private final ShopStores stores;
    private final ViewStore kept;
    private final InMemoryStore records = new InMemoryStore();
    private final FaultyOutbox outbox;
    private final ShopBus bus;
    private final FaultyGateway gateway;
    private final ShopConsumers consumers;
    private final ShopReaders readers;
    private final List<List<LogReader>> instances = new ArrayList<>();
    private final List<Relay> relays;
    private final List<String> bells = new ArrayList<>();
    private final List<Envelope> toPlace = new ArrayList<>();
    private int shown;
    private final List<Envelope> stream = new ArrayList<>();
    private int commands;

    Shop(long seed, ShopMistake mistake) {
        this(seed, mistake, ShopStores::inMemory);
    }

    Shop(long seed, ShopMistake mistake, Function<EventStoreOptions, ShopStores> made) {
        world = new ShopWorld(seed);
        orders = new PlacedOrders(world);
        stores =
                made.apply(EventStoreOptions.defaults().withClock(world.clock()).withSubjectKeys(KEYS));
        store = stores.events();
        kept = stores.views();
        events = new FaultyEvents(store, world, this::ring);
        outbox = new FaultyOutbox(records, world);
        bus = new ShopBus(world, mistake);
        gateway = new FaultyGateway(world, mistake);
        consumers =
                new ShopConsumers(world, bus, new FaultyRecords(records, world, mistake, bus), events, KEYS, gateway);
        readers = new ShopReaders(world, events, new FaultyViews(kept, world, mistake), bus, mistake);
        instances.add(readers.start());
        instances.add(readers.start());
        relays = List.of(relay(), relay());
        world.whatOthersDo(this::act);
    }

    private Relay relay() {
        RelayPorts ports = new RelayPorts(outbox, bus, (name, delivery, poison) -> {
            throw new AssertionError(poison);
        });
        return new Relay("relay", ports, JSON, RelayOptions.defaults().withPause(time -> {}));
    }

    private void ring(String stream) {
        if (!world.strikes(50)) {
            bells.add(stream);
        }
    }

    /** What is wrong in the end; null: nothing. */
    @Nullable
    String run() {
        for (String article : PlacedOrders.ARTICLES) {
            records.put(
                    ItemKey.of("stock", "sku", article),
                    Item.of("available", PlacedOrders.IN_STOCK).with("reserved", 0));
        }
        Instant now = world.clock().instant();
        toPlace.add(PlacedOrders.empty(now));
        toPlace.add(PlacedOrders.imported(now));
        orders.all().stream().map(order -> order.command(now)).forEach(toPlace::add);
        for (int step = 0; step < STEPS; step++) {
            act();
        }
        world.calmDown();
        stores.calmDown().run();
        if (!settle()) {
            return "It does not come to rest";
        }
        String violation = check().violation(consumers.dead(), readers.follower());
        return violation == null ? violationWhenBuiltAnew() : violation;
    }

    /** What happened on the way. */
    Set<String> reached() {
        return check().reached();
    }

    private ShopCheck check() {
        return new ShopCheck(store, kept, records, gateway, orders);
    }

    private @Nullable String violationWhenBuiltAnew() {
        projectors().forEach(projector -> process(projector::rebuild));
        boolean isAtRest = settle();
        world.clock().advance(Duration.ofMinutes(16));
        isAtRest &= settle();
        boolean isBuilt = Projections.of(store, kept).withClock(world.clock()).list().stream()
                .allMatch(status -> status.building() == null && status.retired() == 0);
        return isAtRest && isBuilt ? check().violationOfViews() : "The views are not built anew";
    }

    private void act() {
        switch (world.below(40)) {
            case 0, 1, 2 -> place();
            case 3 -> process(this::operate);
            case 4, 5 -> world.moveClock();
            case 6 -> rebuild();
            case 7 -> process(this::sweep);
            case 8, 9, 10, 11, 12 -> sequence();
            case 13, 14, 15, 16, 17 -> relayed();
            case 18, 19, 20, 21, 22, 23, 24, 25 -> read();
            default -> deliver();
        }
    }

    private void deliver() {
        List<String> visible = bus.visible();
        if (visible.isEmpty()) {
            read();
        } else {
            consumers.deliver(world.any(visible));
        }
    }

    /** A customer, who may press twice. */
    private void place() {
        if (!toPlace.isEmpty()) {
            Envelope command = toPlace.getFirst();
            if (!world.strikes(200)) {
                toPlace.removeFirst();
            }
            bus.send(ShopBus.PLACE, JSON.write(command), world.clock().instant());
        }
    }

    /** Somebody tries again, or gives up. */
    private void operate() {
        String order = world.any(orders.all()).id();
        if (SagaInstance.find(store, "fulfil-order", order) != null) {
            boolean isRetry = world.below(3) > 0;
            Envelope command = Envelope.of(
                            "operator-" + commands++,
                            "operator",
                            SAGA + (isRetry ? ".RetrySaga" : ".CompensateSaga"),
                            world.clock().instant())
                    .withData(1, "{\"saga\":\"fulfil-order\",\"key\":\"%s\",\"reason\":\"by hand\"}".formatted(order));
            bus.send(ShopBus.FULFIL, JSON.write(command), world.clock().instant());
        }
    }

    private List<Projector<?>> projectors() {
        List<Projector<?>> projectors = new ArrayList<>();
        for (LogReader reader : instances.getFirst()) {
            if (reader instanceof Projector<?> projector) {
                projectors.add(projector);
            }
        }
        return projectors;
    }

    private void rebuild() {
        Projector<?> projector = world.any(projectors());
        process(world.below(4) == 0 ? projector::cancelRebuild : projector::rebuild);
    }

    /** Any bells, in any order; what fails is rung for again, and some of the rest too. */
    private void sequence() {
        List<String> batch = some(bells);
        if (!process(() -> events.sequencer().sequence(batch)) || world.strikes(50)) {
            bells.addAll(batch);
        }
    }

    private void relayed() {
        List<Envelope> committed = records.outbox();
        stream.addAll(committed.subList(shown, committed.size()));
        shown = committed.size();
        List<Envelope> batch = some(stream);
        Relay relay = world.any(relays);
        boolean survived = process(() -> {
            var unused = relay.run(batch.stream().map(Shop::record).toList(), Deadline.in(LONG, world.clock()));
        });
        if (!survived || world.strikes(50)) {
            stream.addAll(batch);
        }
    }

    private <T> List<T> some(List<T> list) {
        List<T> some = new ArrayList<>();
        for (int i = world.below(5); i >= 0 && !list.isEmpty(); i--) {
            some.add(list.remove(world.below(list.size())));
        }
        return some;
    }

    private static Delivery record(Envelope event) {
        return new Delivery(
                "s",
                JSON.write(event),
                event.orderKey(),
                1,
                null,
                Map.of(Relay.VERSION, new Delivery.Attribute("Number", "0")));
    }

    private void read() {
        int instance = world.below(instances.size());
        LogReader reader = world.any(instances.get(instance));
        if (!process(() -> {
            boolean unused = reader.run(LONG);
        })) {
            instances.set(instance, readers.start());
        }
    }

    /** What was forgotten. */
    private void sweep() {
        boolean unused = events.sequencer().sweep(LONG);
        Sweeper sweeper =
                new Sweeper(world.any(relays), outbox, SweepOptions.defaults().withAge(Duration.ZERO));
        Sweeper.Swept unusedToo = sweeper.sweep(Deadline.in(LONG, world.clock()));
    }

    /** @return false when it is to come again */
    private boolean process(Runnable work) {
        boolean[] done = new boolean[1];
        boolean survived = world.survives(() -> {
            try {
                work.run();
                done[0] = true;
            } catch (NoAnswer | DependencyFailure | SdkException failed) {
                done[0] = false;
            }
        });
        return survived && done[0];
    }

    /** Until nothing is left to do. */
    private boolean settle() {
        while (!toPlace.isEmpty()) {
            place();
        }
        for (int round = 0; round < GIVE_UP_AFTER; round++) {
            process(this::sweep);
            instances
                    .getFirst()
                    .forEach(reader -> process(() -> {
                        boolean unused = reader.run(Duration.ofHours(1));
                    }));
            List<String> visible = bus.visible();
            Optional<Instant> next = bus.nextVisible();
            if (!visible.isEmpty()) {
                visible.forEach(consumers::deliver);
            } else if (next.isPresent()) {
                world.clock().advance(Duration.between(world.clock().instant(), next.orElseThrow()));
            } else {
                return true;
            }
        }
        return false;
    }
}
