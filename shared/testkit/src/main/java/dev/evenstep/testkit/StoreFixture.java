package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the conformance suites of a store share: keys of their own for every test, and short ways to say things. */
interface StoreFixture {

    Instant NOW = Instant.parse("2026-11-21T08:00:00.250Z");
    Instant LATER = NOW.plusSeconds(3_600);

    Store store();

    /** The events in the outbox about one entity, in the order of its versions. */
    List<Envelope> outboxOf(String entity);

    /** The same outbox, for whoever publishes it. */
    OutboxLog log();

    /** What of it is not published. */
    UnpublishedRows unpublished();

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

    /** Nobody but the step's record has a say, and nothing is parked. */
    default Commit first(Step step, List<Write> writes, List<SerializedEvent> events, @Nullable String result) {
        return new Commit(step, new Guard.FirstTime(), null, writes, events, result, NOW, LATER);
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

    default Commit commit(Guard guard, @Nullable String result, Write... writes) {
        return new Commit(step(event()), guard, null, List.of(writes), List.of(published()), result, NOW, LATER);
    }

    default void commitOrFail(Write write) {
        IdempotencyKey fresh = key(UUID.randomUUID().toString());
        Commit commit =
                new Commit(step(fresh), new Guard.FirstTime(), null, List.of(write), List.of(), null, NOW, LATER);
        assertThat(store().commit(commit)).isEqualTo(new Commits.Committed());
    }

    default void put(Item item) {
        commitOrFail(Write.put(thing(), item));
    }

    default boolean holds(Condition condition) {
        IdempotencyKey fresh = key(UUID.randomUUID().toString());
        Write write = Write.update(thing()).add("checks", 1).when(condition);
        Commit commit =
                new Commit(step(fresh), new Guard.FirstTime(), null, List.of(write), List.of(), null, NOW, LATER);
        return store().commit(commit).equals(new Commits.Committed());
    }

    default Item read(ItemKey key) {
        Map<ItemKey, Item> found = store().read(List.of(key));
        assertThat(found).containsKey(key);
        return Objects.requireNonNull(found.get(key));
    }

    default SerializedEvent published() {
        return published("published", 1);
    }

    default SerializedEvent published(String id, @Nullable Integer version) {
        Envelope envelope = new EventEnvelope(
                id + "-" + run(),
                "test",
                "Published",
                1,
                NOW,
                entity(),
                version,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        return new SerializedEvent(envelope, new EnvelopeJson(Limits.defaults()).write(envelope));
    }

    default String entity() {
        return "entity-" + run();
    }

    default ItemKey thing() {
        return ItemKey.of("things", "id", "thing-" + run());
    }

    default IdempotencyKey event() {
        return new IdempotencyKey("conformance", "test", "event-" + run());
    }

    default ItemKey other() {
        return ItemKey.of("things", "id", "other-" + run());
    }

    default IdempotencyKey key(String eventId) {
        return new IdempotencyKey("conformance", "test", eventId);
    }
}
