package dev.evenstep.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.AppendOutcome.ConflictException;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.internal.event.Rfc3339;
import dev.evenstep.saga.SagaHandler.SagaTurns;
import dev.evenstep.saga.SagaOutcome.SagaNotDue;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Sagas of three steps among participants, in one thread: messages come in any order and twice, participants refuse, keep
 * silent, change their minds or act of themselves, calls of the store crash before and after, other handlers are at work
 * between any two calls, operators interfere, and the clock is moved in both directions.
 */
final class SagaWorld {

    static final List<String> STEPS = List.of("a", "b", "c");
    static final Saga<Told> SAGA = saga();
    private static final EventReader READER = reader();
    private static final int MOST_TURNS = 20_000;

    record Told(String key) {}

    /** A fault. */
    static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** What a participant has of an instance. */
    static final class Slot {
        boolean isHeld;
        boolean isUndone;
    }

    private record Message(Envelope envelope, boolean isForSaga) {}

    final MovedClock clock = new MovedClock();
    final EventStore store = EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));
    final Map<String, Slot> slots = new HashMap<>();
    final List<String> keys = new ArrayList<>();
    private final SagaHandler handler;
    private final List<Message> pool = new ArrayList<>();
    private final Map<String, Position> published = new HashMap<>();
    private final Set<String> commands = new HashSet<>();
    private Random random = new Random();
    int retries;
    private int ids;
    private int depth;

    SagaWorld(SagaTurns turns, UnaryOperator<ExpectedVersion> expectations) {
        this.handler = new SagaHandler(
                new HookedStore(store, this::between, this::between, expectations), List.of(SAGA), clock, null, turns);
    }

    static EventType<Told> type(String name) {
        return EventType.of("world", name, Told.class);
    }

    private static Saga<Told> saga() {
        Saga<Told> saga = Saga.named("world", Told.class).startedBy(type("Started"), Told::key, told -> told);
        for (String name : STEPS) {
            saga = saga.step(
                    name,
                    step -> step.sends(told -> NewEvent.of(type("Do-" + name), told))
                            .succeedsOn(type("Done-" + name), Told::key)
                            .failsOn(type("Refused-" + name), Told::key, told -> "refused")
                            .compensatedBy(
                                    told -> NewEvent.of(type("Undo-" + name), told), type("Undone-" + name), Told::key)
                            .within(Duration.ofHours(name.equals("b") ? 30 : 2)));
        }
        return saga;
    }

    private static EventReader reader() {
        List<EventType<?>> types =
                new ArrayList<>(SagaHandler.of(EventStore.inMemory(EventStoreOptions.defaults()), SAGA)
                        .types());
        return EventReader.of(types);
    }

    /** Instances of their own, until nothing is on its way any more. */
    void run(long seed) {
        random = new Random(seed);
        keys.clear();
        retries = 0;
        for (int i = 0; i <= random.nextInt(2); i++) {
            String key = seed + "-" + i;
            keys.add(key);
            tell("Started", key);
            if (chance(0.15)) {
                operate(SagaCommand.RETRY.name(), new SagaCommand.RetrySaga("world", key));
                retries++;
            }
            if (chance(0.1)) {
                operate(SagaCommand.COMPENSATE.name(), new SagaCommand.CompensateSaga("world", key, "by hand"));
            }
        }
        for (int turn = 0; !pool.isEmpty(); turn++) {
            assertThat(turn).as("still busy").isLessThan(MOST_TURNS);
            step();
        }
    }

    private void step() {
        if (chance(0.15)) {
            clock.move(Duration.ofMinutes(random.nextInt(600) - 120L));
        }
        if (chance(0.04)) {
            actUnasked();
        }
        if (pool.isEmpty()) {
            return;
        }
        Message message = pool.remove(random.nextInt(pool.size()));
        if (message.isForSaga()) {
            tell(message);
        } else {
            ask(message.envelope());
        }
        publish();
    }

    private void tell(Message message) {
        try {
            SagaOutcome outcome = handler.handle(READER.read(message.envelope()));
            if (outcome instanceof SagaNotDue || chance(0.1)) {
                pool.add(message);
            }
        } catch (Crash | ConflictException | PermanentFailure redelivered) {
            pool.add(message);
        }
    }

    /** A participant gets a command. */
    private void ask(Envelope command) {
        String key = String.valueOf(command.data().get("key"));
        String step = command.type().substring(command.type().indexOf('-') + 1);
        if (!commands.add(command.id())) {
            return;
        }
        Slot slot = slot(key, step);
        if (command.type().startsWith("Undo-")) {
            slot.isHeld = false;
            slot.isUndone = true;
            tell("Undone-" + step, key);
        } else if (slot.isUndone) {
            tell("Refused-" + step, key);
        } else if (slot.isHeld) {
            tell("Done-" + step, key);
        } else {
            answer(slot, key, step, random.nextInt(100));
        }
    }

    private void answer(Slot slot, String key, String step, int roll) {
        boolean isHeld = roll < 72 || roll >= 90;
        boolean refuses = roll >= 78 && roll < 96;
        slot.isHeld = isHeld;
        if (refuses) {
            tell("Refused-" + step, key);
        }
        if (isHeld && (roll < 65 || roll >= 90)) {
            tell("Done-" + step, key);
        }
    }

    /** A customer pays before being asked. */
    private void actUnasked() {
        String key = keys.get(random.nextInt(keys.size()));
        String step = STEPS.get(random.nextInt(STEPS.size()));
        Slot slot = slot(key, step);
        if (!slot.isHeld && !slot.isUndone) {
            slot.isHeld = true;
            tell("Done-" + step, key);
        }
    }

    Slot slot(String key, String step) {
        return slots.computeIfAbsent(key + "/" + step, name -> new Slot());
    }

    private void tell(String type, String key) {
        send(new Message(envelope("world", type).withData(1, "{\"key\":\"%s\"}".formatted(key)), true));
    }

    private void operate(String type, SagaCommand command) {
        String reason = command instanceof SagaCommand.CompensateSaga compensate ? compensate.reason() : "";
        String data = "{\"saga\":\"world\",\"key\":\"%s\",\"reason\":\"%s\"}".formatted(command.key(), reason);
        send(new Message(envelope("operator", type).withData(1, data), true));
    }

    private Envelope envelope(String source, String type) {
        return Envelope.of("m-" + ids++, source, type, clock.instant());
    }

    private void send(Message message) {
        pool.add(message);
        if (chance(0.15)) {
            pool.add(message);
        }
    }

    /** What is committed goes out: commands to participants, time-outs back to the saga. */
    private void publish() {
        for (String key : keys) {
            Position from = published.getOrDefault(key, Position.START);
            Slice slice = store.read("world-" + key, ReadOptions.after(from));
            published.put(key, slice.position());
            for (Envelope event : slice.events()) {
                if (!event.source().equals(SagaEvent.SOURCE)) {
                    send(new Message(event, false));
                } else if (event.type().equals(SagaEvent.TIMEOUT.name())) {
                    Instant notBefore = Rfc3339.parse(String.valueOf(event.extension("notbefore")))
                            .toInstant();
                    assertThat(notBefore).isBefore(clock.instant().plus(Duration.ofHours(24)));
                    send(new Message(event, true));
                }
            }
        }
    }

    private boolean chance(double of) {
        return random.nextDouble() < of;
    }

    /** Others are at work, and the process may end, before and after every call. */
    private void between() {
        if (depth < 2 && chance(0.1)) {
            depth++;
            step();
            depth--;
        }
        if (chance(0.04)) {
            throw new Crash();
        }
    }

    List<Envelope> events(String key) {
        return store.read("world-" + key, ReadOptions.forward()).events();
    }

    Stream<Slot> slotsOf(String key) {
        return STEPS.stream().map(step -> slot(key, step));
    }
}
