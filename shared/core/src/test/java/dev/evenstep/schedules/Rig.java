package dev.evenstep.schedules;

import static dev.evenstep.schedules.Consumers.MOVERS;
import static dev.evenstep.schedules.Consumers.SUBJECT;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.internal.outbox.RelayOptions;
import dev.evenstep.internal.outbox.RelayPorts;
import dev.evenstep.internal.outbox.SweepOptions;
import dev.evenstep.internal.outbox.Sweeper;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.UnpublishedRows;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The real consumers and the real relay, in one schedule after another. Not for several threads. */
final class Rig {

    private static final Duration INVOCATION = Duration.ofSeconds(10);
    private static final int CALM_AFTER = 400;
    private static final int GIVE_UP_AFTER = 20_000;

    private final Mode mode;
    private final Mistake mistake;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final Map<String, EventProcessor> consumptions = new LinkedHashMap<>();
    private final List<String> dead = new ArrayList<>();
    private World world;
    private List<Relay> relays = List.of();
    private int owners;

    Rig(Mode mode, Mistake mistake) {
        this.mode = mode;
        this.mistake = mistake;
        this.world = new World(0, json, names());
        MOVERS.forEach(name -> consumptions.put(name, consumption(Consumers.mover(name), Mistake.NONE)));
        consumptions.put(SUBJECT, consumption(Consumers.subject(mode, () -> world), mistake));
        if (mistake == Mistake.OUTBOX_KEYED_BY_EVENT) {
            MOVERS.forEach(name -> consumptions.put(name, consumption(Consumers.mover(name), mistake)));
        }
    }

    private static List<String> names() {
        return Stream.concat(MOVERS.stream(), Stream.of(SUBJECT)).toList();
    }

    private EventProcessor consumption(Consumer consumer, Mistake planted) {
        FaultyStore store = new FaultyStore(() -> world, planted);
        ConsumePorts ports = new ConsumePorts(
                store,
                new DeadLettering(
                        consumer.name(),
                        (name, delivery, poison) -> dead.add(name + ": " + poison),
                        store,
                        RetryPolicy.defaults().withAttempts(Integer.MAX_VALUE),
                        FailureRule.standard(),
                        Duration.ZERO),
                (wakeUp, cause) -> {
                    world.beforeCall();
                    queue(consumer).add(wakeUp.toMessage(clock().instant()), wakeUp.due());
                    world.afterCall();
                    return true;
                },
                (name, outcomes) -> {});
        ConsumeOptions options = ConsumeOptions.defaults()
                .withClock(clock())
                .withPause(time -> {})
                .withOwners(() -> "owner-" + owners++)
                .withRetries(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0));
        return new EventProcessor(consumer, json, ports, options);
    }

    private Queue queue(Consumer consumer) {
        return Objects.requireNonNull(world.queues().get(consumer.name()));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return world.now();
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

    /** What is wrong after the schedule of this seed; empty: nothing. */
    Optional<String> run(long seed) {
        dead.clear();
        world = new World(seed, json, names());
        world.whatOthersDo(this::step);
        relays = List.of(relay(), relay());
        List<String> entities = List.of("entity-" + seed + "-a", "entity-" + seed + "-b");
        entities.forEach(this::open);
        for (int steps = 0; !isAtRest(); steps++) {
            if (steps == CALM_AFTER) {
                world.chance().calmDown();
            }
            if (steps == GIVE_UP_AFTER) {
                return Optional.of("does not come to rest");
            }
            step();
        }
        return new Verdict(world, mode).on(entities, dead);
    }

    private Relay relay() {
        FaultyLog log = new FaultyLog(world);
        RelayPorts ports = new RelayPorts(log, world, (name, delivery, poison) -> dead.add(name + ": " + poison));
        return new Relay("relay", ports, json, RelayOptions.defaults().withPause(time -> {}));
    }

    private void open(String entity) {
        Envelope opened = new EventEnvelope(
                "opened-" + entity,
                "schedule",
                "Opened",
                1,
                world.now(),
                entity,
                1,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("entity", entity));
        Commits.CommitOutcome outcome = world.store()
                .commit(new Commits.Commit(
                        new Step.InAnyOrder(new IdempotencyKey("opener", "schedule", entity), ""),
                        new Commits.Guard.FirstTime(),
                        null,
                        List.of(),
                        List.of(new SerializedEvent(opened, json.write(opened))),
                        null,
                        world.now(),
                        Instant.MAX));
        if (!(outcome instanceof Commits.Committed)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private boolean isAtRest() {
        return isAllPublished()
                && world.stream().isEmpty()
                && world.queues().values().stream().allMatch(Queue::isEmpty);
    }

    private boolean isAllPublished() {
        return mistake == Mistake.RELAY_TRUSTS_THE_STREAM
                || IntStream.range(0, UnpublishedRows.BUCKETS)
                        .allMatch(bucket -> world.store()
                                .unpublished()
                                .oldest(bucket, null, 1)
                                .isEmpty());
    }

    /** What relays left, however young it is: it races them. */
    private void sweep() {
        Sweeper sweeper = new Sweeper(
                world.chance().any(relays),
                new FaultyLog(world),
                SweepOptions.defaults().withAge(Duration.ZERO));
        boolean unused = world.survives(() -> {
            try {
                Sweeper.Swept unusedToo = sweeper.sweep(Deadline.in(INVOCATION, clock()));
            } catch (LostReply lost) {
                // The sweep ends, and another follows.
            }
        });
    }

    private void step() {
        List<String> visible = names().stream()
                .filter(name -> Objects.requireNonNull(world.queues().get(name)).hasVisible())
                .toList();
        int streamShare = world.stream().isEmpty() ? 0 : 1;
        boolean isIdle = visible.isEmpty() && streamShare == 0;
        if (!isAllPublished() && (isIdle || world.chance().strikes(20))) {
            sweep();
        } else if (isIdle) {
            world.queues().values().stream()
                    .map(Queue::nextVisible)
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo)
                    .ifPresent(next -> world.advanceTo(next));
        } else if (world.chance().below(visible.size() + streamShare) < visible.size()) {
            deliver(world.chance().any(visible));
        } else {
            ring();
        }
    }

    private void deliver(String name) {
        Queue queue = Objects.requireNonNull(world.queues().get(name));
        Queue.Message message = queue.receive();
        Delivery delivery = new Delivery("m", message.body(), null, message.receives());
        boolean unused = world.survives(() -> {
            Decision decision =
                    Objects.requireNonNull(consumptions.get(name)).on(delivery, Deadline.in(INVOCATION, clock()));
            if (decision.settled()) {
                queue.delete(message);
            } else {
                Instant soon = clock().instant().plusSeconds(1);
                queue.comeBack(message, decision instanceof Decision.InProgress(Instant until) ? until : soon);
            }
        });
    }

    /** Any records, in any order; what does not settle is shown again, and some of the rest too. */
    private void ring() {
        List<Envelope> batch = new ArrayList<>();
        for (int i = world.chance().below(4); i >= 0 && !world.stream().isEmpty(); i--) {
            batch.add(world.stream().remove(world.chance().below(world.stream().size())));
        }
        List<Delivery> deliveries = batch.stream().map(this::record).toList();
        boolean survived = world.survives(() -> {
            List<Outcome> outcomes = mistake == Mistake.RELAY_TRUSTS_THE_STREAM
                    ? trusting(deliveries)
                    : world.chance().any(relays).run(deliveries, Deadline.in(INVOCATION, clock()));
            for (int i = 0; i < batch.size(); i++) {
                if (!outcomes.get(i).decision().settled() || world.chance().strikes(50)) {
                    world.stream().add(batch.get(i));
                }
            }
        });
        if (!survived) {
            world.stream().addAll(batch);
        }
    }

    private List<Outcome> trusting(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> new Outcome(delivery, trusting(delivery)))
                .toList();
    }

    private Decision trusting(Delivery delivery) {
        try {
            SerializedEvent event = new SerializedEvent(json.read(delivery.body()), delivery.body());
            return world.publish(List.of(event), INVOCATION).getFirst() instanceof EventBus.PublishResult.Accepted
                    ? new Decision.Applied()
                    : Decision.Transient.ofRecord("refused");
        } catch (LostReply lost) {
            return Decision.Transient.of(lost);
        }
    }

    private Delivery record(Envelope event) {
        return new Delivery(
                "s",
                json.write(event),
                event.orderKey(),
                1,
                null,
                Map.of(Relay.VERSION, new Delivery.Attribute("Number", String.valueOf(event.entityVersion()))));
    }
}
