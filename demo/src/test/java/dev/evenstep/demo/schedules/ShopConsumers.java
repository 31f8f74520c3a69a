package dev.evenstep.demo.schedules;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.Store;
import dev.evenstep.shop.chargepayment.Payments;
import dev.evenstep.shop.fulfilorder.Fulfilment;
import dev.evenstep.shop.placeorder.Orders;
import dev.evenstep.shop.reservestock.Stock;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shop's consumers behind their queues. */
final class ShopConsumers {

    private static final Duration INVOCATION = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final ConsumeOptions DEFAULTS = ConsumeOptions.defaults()
            .withPause(time -> {})
            .withRetries(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0));

    private final ShopWorld world;
    private final ShopBus bus;
    private final Store records;
    private final ConsumeOptions options;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final Map<String, EventProcessor> processors = new LinkedHashMap<>();
    private final List<String> dead = new ArrayList<>();
    private int owners;

    ShopConsumers(
            ShopWorld world, ShopBus bus, Store records, EventStore events, SubjectKeys keys, FaultyGateway gateway) {
        this.world = world;
        this.bus = bus;
        this.records = records;
        this.options = DEFAULTS.withClock(world.clock())
                .withOwners(() -> "owner-" + owners++)
                .withEncryption(FieldEncryption.with(keys));
        add(Orders.placing(events, keys));
        add(Fulfilment.consumer(events, world.clock()));
        add(Stock.CONSUMER);
        add(Payments.consumer(gateway));
        add(Orders.settling(events, keys));
    }

    private void add(Consumer consumer) {
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) -> world.run(() -> note(delivery, poison)),
                records,
                RetryPolicy.defaults().withAttempts(Integer.MAX_VALUE),
                FailureRule.standard(),
                Duration.ZERO);
        ConsumePorts ports = new ConsumePorts(
                records,
                deadLettering,
                (wakeUp, cause) -> world.call(() -> {
                    bus.send(consumer.name(), wakeUp.toMessage(world.clock().instant()), wakeUp.due());
                    return true;
                }),
                (name, outcomes) -> {});
        processors.put(consumer.name(), new EventProcessor(consumer, json, ports, options));
    }

    private void note(Delivery delivery, Poison poison) {
        dead.add(poison.reason() + " " + delivery.body());
    }

    /** What was dead-lettered: the reason, and the message. */
    List<String> dead() {
        return dead;
    }

    /** One message of a queue, which comes again unless it is settled. */
    void deliver(String queue) {
        world.clock().advance(Duration.ofMillis(20));
        ShopBus.Message message = bus.receive(queue);
        Delivery delivery = new Delivery("m", message.body(), null, message.receives());
        boolean unused = world.survives(() -> {
            switch (Objects.requireNonNull(processors.get(queue))
                    .on(delivery, Deadline.in(INVOCATION, world.clock()))) {
                case Decision.InProgress(Instant until) -> bus.comeBack(message, until);
                case Decision.Withheld withheld -> bus.comeBack(message, withheld.until());
                case Decision decision when decision.settled() -> bus.delete(queue, message);
                case Decision failed ->
                    bus.comeBack(message, world.clock().instant().plus(AGAIN));
            }
        });
    }
}
