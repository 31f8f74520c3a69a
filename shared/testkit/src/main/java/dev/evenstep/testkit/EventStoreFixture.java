package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.schema.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What the conformance suites of an event store share: an account, its stream, and short ways to say things. */
interface EventStoreFixture {

    Instant START = Instant.parse("2026-11-21T08:00:00.250Z");

    /** @param amount in cents; negative: taken out */
    record Booked(int amount, String note) {}

    EventType<Booked> BOOKED = EventType.of("ledger", "Booked", Booked.class);

    /** A state. */
    record Balance(int cents, int bookings) {

        static Balance after(Balance before, Event<?> event) {
            return new Balance(before.cents + event.as(Booked.class).data().amount(), before.bookings + 1);
        }
    }

    EventStore store(EventStoreOptions options);

    FakeClock clock();

    /** Tells this test's streams from those of every other. */
    String run();

    interface Attempt<T> {

        T at(int i);
    }

    default <T> List<T> concurrently(int times, Attempt<T> attempt) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> attempt.at(i)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        }
    }

    default EventStore store() {
        return store(EventStoreOptions.defaults().withClock(clock()));
    }

    default String stream() {
        return "account-" + run();
    }

    default EventReader reader() {
        return EventReader.of(List.of(BOOKED));
    }

    default Fold<Balance> balance() {
        return Fold.of(reader(), new Balance(0, 0), Balance::after);
    }

    default NewEvent<Booked> booked(int amount) {
        return NewEvent.of(BOOKED, new Booked(amount, "n-" + amount));
    }

    /** Bookings of these amounts. */
    default List<NewEvent<?>> bookings(int... amounts) {
        return IntStream.of(amounts).<NewEvent<?>>mapToObj(this::booked).toList();
    }

    default Append append(int... amounts) {
        return Append.of(UUID.randomUUID().toString(), bookings(amounts));
    }

    default Appended appended(ExpectedVersion expected, int... amounts) {
        return store().append(stream(), expected, append(amounts)).orThrow();
    }

    /** So many commits of so many events each, whose amounts are their versions. */
    default void fill(int commits, int events) {
        for (int commit = 0; commit < commits; commit++) {
            int before = commit * events;
            assertThat(appended(
                                    ExpectedVersion.any(),
                                    IntStream.rangeClosed(before + 1, before + events)
                                            .toArray())
                            .first())
                    .isEqualTo(before + 1);
        }
    }

    default List<Integer> versions(ReadOptions options) {
        return versions(store().read(stream(), options));
    }

    default List<Integer> versions(Slice slice) {
        return slice.events().stream().map(Envelope::entityVersion).toList();
    }

    default List<Integer> amounts() {
        return store().read(stream(), ReadOptions.forward()).events().stream()
                .map(event -> reader().read(event).as(Booked.class).data().amount())
                .toList();
    }
}
