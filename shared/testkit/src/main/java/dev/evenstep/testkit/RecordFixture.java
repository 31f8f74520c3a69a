package dev.evenstep.testkit;

import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the suites of records share, which every store must pass: keys of their own for every test, and short ways to say things. */
interface RecordFixture {

    Instant NOW = Instant.parse("2026-11-21T08:00:00.250Z");
    Instant LATER = NOW.plusSeconds(3_600);

    Store store();

    /** Whether the records are those of events in order, and of such as are in none: a store for both has both. */
    default List<Boolean> orders() {
        return List.of(true, false);
    }

    /** Tells this test's keys from those of every other. */
    String run();

    interface Attempt<T> {

        T at(int i);
    }

    default <T> List<T> concurrently(int times, Attempt<T> attempt) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(threads.submit(() -> attempt.at(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        }
    }

    default Step step(IdempotencyKey key) {
        return new Step.InAnyOrder(key, "content");
    }

    /** What is known of an event that was handled; null: it was not, or that is forgotten. */
    default Refusal.@Nullable AlreadyCompleted handled(IdempotencyKey key, Instant now) {
        IdempotencyRecord record = store().record(new RecordAddress.OfEvent(key));
        Unparking unparking = new Unparking(record.parked(), null);
        return record.refusal(step(key), new Guard.FirstTime(), unparking, now)
                        instanceof Refusal.AlreadyCompleted completed
                ? completed
                : null;
    }

    default Claim claim(String owner, Instant now, Instant until) {
        return store().claim(step(event()), owner, now, until, LATER, true);
    }

    /** Of the test's event. */
    default Commit completion(Guard guard, @Nullable String result) {
        return new Commit(step(event()), guard, null, List.of(), List.of(), result, NOW, LATER);
    }

    default IdempotencyKey event() {
        return new IdempotencyKey("conformance", "test", "event-" + run());
    }

    default IdempotencyKey key(String eventId) {
        return new IdempotencyKey("conformance", "test", eventId);
    }
}
