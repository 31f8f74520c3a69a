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
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.UnpublishedRows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the conformance suites of a store share besides: items, an outbox, and short ways to say things. */
interface StoreFixture extends RecordFixture {

    /** The events in the outbox about one entity, in the order of its versions. */
    List<Envelope> outboxOf(String entity);

    /** The same outbox, for whoever publishes it. */
    OutboxLog log();

    /** What of it is not published. */
    UnpublishedRows unpublished();

    /** Nobody but the step's record has a say, and nothing is parked. */
    default Commit first(Step step, List<Write> writes, List<SerializedEvent> events, @Nullable String result) {
        return new Commit(step, new Guard.FirstTime(), null, writes, events, result, NOW, LATER);
    }

    default Commit commit(Guard guard, @Nullable String result, Write... writes) {
        return new Commit(step(event()), guard, null, List.of(writes), List.of(published()), result, NOW, LATER);
    }

    /** With an event, so that it is a transaction. */
    @Override
    default Commit completion(Guard guard, @Nullable String result) {
        return commit(guard, result);
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

    default ItemKey other() {
        return ItemKey.of("things", "id", "other-" + run());
    }
}
