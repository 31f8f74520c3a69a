package dev.evenstep.eventstore.internal;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.schema.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Writers, sequencers and subscriptions of one store, disturbed at every call by the chance of one seed. */
final class LogSchedule {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventType<Note> NOTED = EventType.of("test", "Noted", Note.class);
    private static final List<String> STREAMS = streams();

    record Note(int number) {}

    /** What a subscription has made of the log: each entry once, since it is kept with its sequence. */
    static final class View {

        private final long[] last = new long[EventLog.SHARDS];
        private final List<String> seen = new ArrayList<>();
        private final List<String> holes = new ArrayList<>();

        void handle(int shard, List<LogEntry> entries) {
            for (LogEntry entry : entries) {
                if (entry.sequence() > last[shard]) {
                    if (entry.sequence() != last[shard] + 1) {
                        holes.add("Entry " + (last[shard] + 1) + " of shard " + shard + " is missing");
                    }
                    last[shard] = entry.sequence();
                    entry.events().forEach(this::see);
                }
            }
        }

        void see(Envelope event) {
            seen.add(name(event));
        }

        /** Of one that has no sequence to go by. */
        boolean has(Envelope event) {
            return seen.contains(name(event));
        }
    }

    /** One run of a subscription. */
    @FunctionalInterface
    interface Reader {

        void run(EventTables tables, EventStore store, View view);
    }

    /** Goes forward at each look, by a millisecond. */
    private static final class Ticks extends Clock {

        private Instant now = Instant.parse("2026-11-26T08:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusMillis(1);
            return now;
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

    private final Turns turns;
    private final Clock clock = new Ticks();
    private final EventTables tables;
    private final Reader reader;
    private final View view = new View();
    private final View other = new View();

    /** @param table where the log lies, before anything is disturbed */
    LogSchedule(long seed, Function<Turns, LogTable> table, Function<Turns, Reader> reader) {
        this.turns = new Turns(seed);
        this.tables = TurningTables.of(
                turns,
                new EventTables(
                        new InMemoryCommitLog(),
                        new InMemorySnapshots(),
                        table.apply(turns),
                        new InMemoryCheckpoints()));
        this.reader = reader.apply(turns);
    }

    /** The one that the library has. */
    static Reader subscription(String name, Turns turns) {
        return (tables, store, view) -> {
            LogHandler handler = (shard, entries) -> turns.step(() -> view.handle(shard, entries));
            var unused = Subscription.of(name, store.log(), store.checkpoints(), handler)
                    .inPagesOf(2)
                    .run(LONG);
        };
    }

    /** Three in one shard, and two in another. */
    private static List<String> streams() {
        List<String> streams = new ArrayList<>();
        for (int shard = 0; shard < 2; shard++) {
            int wanted = shard;
            IntStream.range(0, 1_000)
                    .mapToObj(number -> "stream-" + number)
                    .filter(name -> EventLog.shardOf(name) == wanted)
                    .limit(3L - shard)
                    .forEach(streams::add);
        }
        return List.copyOf(streams);
    }

    private static String name(Envelope event) {
        return event.subject() + "@" + event.entityVersion();
    }

    private EventStore instance(Clock itsClock) {
        return new CommitEventStore(tables, EventStoreOptions.defaults().withClock(itsClock), pause -> {});
    }

    /** @return what is wrong when all are done; empty where nothing is */
    List<String> run() throws Exception {
        for (int i = 0; i < 3; i++) {
            int writer = i;
            turns.add(() -> write(writer));
            turns.add(this::sequence);
        }
        Reader real = subscription("other", turns);
        turns.add(() -> read(reader, view));
        turns.add(() -> read(reader, view));
        turns.add(() -> read(real, other));
        turns.run();
        EventStore store = instance(clock);
        store.sequencer().sequence(STREAMS);
        reader.run(tables, store, view);
        real.run(tables, store, other);
        return violations(store);
    }

    private void write(int writer) {
        Clock itsClock = writer == 0 ? Clock.offset(clock, Duration.ofHours(-1)) : clock;
        for (int number = 0; number < 4; number++) {
            Append append = Append.of(
                    writer + "-" + number, NewEvent.of(NOTED, new Note(number)), NewEvent.of(NOTED, new Note(number)));
            String stream = STREAMS.get(turns.random().nextInt(STREAMS.size()));
            untilDone(() -> instance(itsClock).append(stream, ExpectedVersion.any(), append));
        }
    }

    private static void untilDone(Supplier<?> call) {
        while (true) {
            try {
                var unused = call.get();
                return;
            } catch (Turns.DisturbedException disturbed) {
                // Again.
            }
        }
    }

    private void sequence() {
        Random random = turns.random();
        EventStore store = instance(clock);
        for (int i = 0; i < 8; i++) {
            int shard = random.nextInt(2);
            List<String> rung = STREAMS.stream()
                    .filter(name -> EventLog.shardOf(name) == shard && random.nextBoolean())
                    .toList();
            try {
                store.sequencer().sequence(rung);
            } catch (Turns.DisturbedException | DependencyFailure failed) {
                store = random.nextBoolean() ? instance(clock) : store;
            }
        }
    }

    private void read(Reader its, View into) {
        for (int i = 0; i < 5; i++) {
            try {
                its.run(tables, instance(clock), into);
            } catch (Turns.DisturbedException failed) {
                // The next run goes on.
            }
        }
    }

    private List<String> violations(EventStore store) {
        List<String> violations = new ArrayList<>();
        List<String> logged = new ArrayList<>();
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            long sequence = 0;
            for (LogEntry entry : store.log().read(shard, 0).entries()) {
                if (entry.sequence() != ++sequence) {
                    violations.add("Entry " + sequence + " is not in shard " + shard);
                }
                entry.events().stream().map(LogSchedule::name).forEach(logged::add);
            }
        }
        violations.addAll(wrongIn("the log", store, logged));
        violations.addAll(wrongIn("the view", store, view.seen));
        violations.addAll(wrongIn("the other view", store, other.seen));
        violations.addAll(view.holes);
        violations.addAll(other.holes);
        return violations;
    }

    private static List<String> wrongIn(String where, EventStore store, List<String> found) {
        List<String> violations = new ArrayList<>();
        for (String stream : STREAMS) {
            List<String> expected = store.read(stream, ReadOptions.forward()).events().stream()
                    .map(LogSchedule::name)
                    .toList();
            List<String> its =
                    found.stream().filter(name -> name.startsWith(stream + "@")).toList();
            if (!its.equals(expected)) {
                violations.add("%s has %s of %s".formatted(where, its, expected));
            }
        }
        return violations;
    }

    /** For a reader that looks at streams by itself. */
    static List<String> allStreams() {
        return STREAMS;
    }
}
