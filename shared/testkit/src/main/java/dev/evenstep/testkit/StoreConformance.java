package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.event.Lineage;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.store.Commits;
import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Leases.Claim;
import dev.evenstep.store.Store;
import dev.evenstep.store.VersionRule;
import dev.evenstep.store.VersionedWrites;
import dev.evenstep.store.VersionedWrites.VersionedWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The whole contract of a {@link Store}, as tests: extend it with a fixture and every method runs against that store.
 * Nothing is optional. The store must know a table {@code things} with the key attribute {@code id}, and tables for marks
 * and for the outbox; every test uses keys of its own.
 */
public abstract class StoreConformance {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.250Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);

    private final String run = UUID.randomUUID().toString();
    private final ItemKey thing = ItemKey.of("things", "id", "thing-" + run);
    private final IdempotencyKey event = new IdempotencyKey("conformance", "test", "event-" + run);

    protected abstract Store store();

    /** The events in the outbox about one entity, in the order of its versions. */
    protected abstract List<Envelope> outboxOf(String entity);

    @Test
    void everyVersionIsLetInInTurn() {
        assertThat(write(1, "e-1", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(write(2, "e-2", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());

        assertThat(read(thing).whole("sum")).isEqualTo(2);
        assertThat(read(thing).integer("entityVersion")).isEqualTo(2);
    }

    @Test
    void aVersionOutOfTurnIsRefusedWithWhatIsStored() {
        assertThat(write(3, "e-3", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Refused(0, null));
        assertThat(write(1, "e-1", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());

        assertThat(write(1, "e-1", VersionRule.NEXT))
                .isEqualTo(new VersionedWrites.Outcome.Refused(1, "conformance#test#e-1"));
        assertThat(write(3, "e-3", VersionRule.NEXT))
                .isEqualTo(new VersionedWrites.Outcome.Refused(1, "conformance#test#e-1"));
    }

    @Test
    void theLatestVersionWinsWhereThatIsTheRule() {
        assertThat(write(5, "e-5", VersionRule.LATER)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(write(4, "e-4", VersionRule.LATER))
                .isEqualTo(new VersionedWrites.Outcome.Refused(5, "conformance#test#e-5"));
        assertThat(write(9, "e-9", VersionRule.LATER)).isEqualTo(new VersionedWrites.Outcome.Written());
    }

    @Test
    void aWholeItemIsReplacedByVersion() {
        assertThat(write(1, "e-1", VersionRule.NEXT)).isEqualTo(new VersionedWrites.Outcome.Written());
        VersionedWrite put =
                new VersionedWrite(Write.put(thing, Item.of("name", "new")), key("e-2"), 2, VersionRule.NEXT);

        assertThat(store().write(put)).isEqualTo(new VersionedWrites.Outcome.Written());
        assertThat(read(thing).attributes())
                .containsOnlyKeys("id", "name", "entityVersion", "lastEvent")
                .containsEntry("name", "new");
    }

    @Test
    void aFirstCommitDoesEverythingAndASecondNothing() {
        Commit commit =
                commit(new Guard.FirstTime(), "{\"a\":1}", Write.update(thing).add("sum", 5));

        assertThat(store().commit(commit)).isEqualTo(new Commits.Outcome.Committed());
        assertThat(store().commit(commit)).isEqualTo(new Commits.Outcome.AlreadyCompleted("{\"a\":1}"));

        assertThat(read(thing).whole("sum")).isEqualTo(5);
        assertThat(outboxOf(entity())).hasSize(1);
    }

    @Test
    void aCommitOfTheMarkAloneIsRememberedToo() {
        Commit nothing = new Commit(event, new Guard.FirstTime(), List.of(), List.of(), null, NOW, LATER);

        assertThat(store().commit(nothing)).isEqualTo(new Commits.Outcome.Committed());
        assertThat(store().commit(nothing)).isEqualTo(new Commits.Outcome.AlreadyCompleted(null));
    }

    @Test
    void aConditionThatDoesNotHoldLeavesEverythingAsItWas() {
        Commit commit = commit(
                new Guard.FirstTime(),
                null,
                Write.update(other()).set("touched", true),
                Write.update(thing).add("sum", -5).when(Condition.atLeast("sum", 5)));

        assertThat(store().commit(commit)).isEqualTo(new Commits.Outcome.WriteRefused(thing));

        assertThat(store().read(List.of(thing, other()))).isEmpty();
        assertThat(outboxOf(entity())).isEmpty();
        assertThat(store().commit(commit(
                        new Guard.FirstTime(), null, Write.update(thing).add("sum", 9))))
                .isEqualTo(new Commits.Outcome.Committed());
    }

    @Test
    void everyConditionMeansWhatItSays() {
        put(Item.of("status", "NEW").with("count", 3).with("flag", true));

        assertThat(holds(Condition.present())).isTrue();
        assertThat(holds(Condition.absent())).isFalse();
        assertThat(holds(Condition.equal("status", "NEW"))).isTrue();
        assertThat(holds(Condition.equal("status", "OLD"))).isFalse();
        assertThat(holds(Condition.equal("count", 3))).isTrue();
        assertThat(holds(Condition.equal("flag", true))).isTrue();
        assertThat(holds(Condition.equal("missing", 1))).isFalse();
        assertThat(holds(Condition.atLeast("count", 3))).isTrue();
        assertThat(holds(Condition.atLeast("count", 4))).isFalse();
        assertThat(holds(Condition.atLeast("status", 1))).isFalse();
    }

    @Test
    void everyKindOfWriteMeansWhatItSays() {
        put(Item.of("status", "NEW").with("count", 3).with("log", List.of("a")));

        commitOrFail(Write.update(thing).set("status", "OLD").add("count", 4).append("log", "b"));
        assertThat(read(thing).attributes())
                .containsEntry("status", "OLD")
                .containsEntry("count", java.math.BigDecimal.valueOf(7))
                .containsEntry("log", List.of("a", "b"));

        commitOrFail(Write.update(thing).add("fresh", 2).append("more", Map.of("x", 1)));
        assertThat(read(thing).whole("fresh")).isEqualTo(2);
        assertThat(read(thing).items("more")).containsExactly(Item.of("x", 1));

        commitOrFail(Write.put(thing, Item.of("only", 1)));
        assertThat(read(thing).attributes()).containsOnlyKeys("id", "only");

        commitOrFail(Write.delete(thing).when(Condition.present()));
        assertThat(store().read(List.of(thing))).isEmpty();
    }

    @Test
    void namesThatADatabaseReservesAreAttributesLikeOthers() {
        commitOrFail(Write.update(thing)
                .set("status", "s")
                .set("name", "n")
                .set("size", 1)
                .add("count", 1));

        assertThat(read(thing).attributes()).containsKeys("status", "name", "size", "count");
    }

    @Test
    void aLeaseIsHeldUntilItsEnd() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        assertThat(claim("two", NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isEqualTo(new Claim.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(claim("two", NOW.plusSeconds(11), NOW.plusSeconds(21))).isEqualTo(new Claim.Claimed());
    }

    @Test
    void whileALeaseStandsNobodyElseCommits() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());

        assertThat(store().commit(commit(new Guard.FirstTime(), null)))
                .isEqualTo(new Commits.Outcome.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("two"), null)))
                .isEqualTo(new Commits.Outcome.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("one"), "{}"))).isEqualTo(new Commits.Outcome.Committed());
        assertThat(claim("three", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.AlreadyCompleted("{}"));
    }

    @Test
    void aLeaseIsCompletedWithoutWritesToo() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        Commit completion = new Commit(event, new Guard.HeldBy("one"), List.of(), List.of(), "\"done\"", NOW, LATER);

        assertThat(store().commit(completion)).isEqualTo(new Commits.Outcome.Committed());
        assertThat(store().commit(completion)).isEqualTo(new Commits.Outcome.AlreadyCompleted("\"done\""));
    }

    @Test
    void aReleasedLeaseIsFreeAndOnlyItsOwnerReleasesIt() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());

        store().release(event, "two");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isInstanceOf(Claim.HeldByAnother.class);
        store().release(event, "one");
        assertThat(store().commit(commit(new Guard.HeldBy("one"), null))).isEqualTo(new Commits.Outcome.LeaseLost());
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        store().release(new IdempotencyKey("conformance", "test", "unknown-" + run), "one");
    }

    @Test
    void aCompletedEventIsNotReleased() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        assertThat(store().commit(commit(new Guard.HeldBy("one"), null))).isEqualTo(new Commits.Outcome.Committed());

        store().release(event, "one");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.AlreadyCompleted(null));
    }

    @Test
    void aMarkIsForgottenAfterItsExpiry() {
        assertThat(store().commit(commit(new Guard.FirstTime(), null))).isEqualTo(new Commits.Outcome.Committed());

        Instant after = LATER.plusSeconds(2);
        assertThat(store().claim(event, "one", after, after.plusSeconds(10), after.plusSeconds(3_600)))
                .isEqualTo(new Claim.Claimed());
    }

    @Test
    void manyItemsAreReadAtOnceAndMissingOnesAreLeftOut() {
        List<ItemKey> keys = IntStream.range(0, 10)
                .mapToObj(i -> ItemKey.of("things", "id", run + "-" + i))
                .toList();
        keys.subList(0, 9).forEach(key -> commitOrFail(Write.put(key, Item.of("name", "here"))));

        assertThat(store().read(keys)).containsOnlyKeys(keys.subList(0, 9));
        assertThat(store().read(List.of())).isEmpty();
    }

    @Test
    void ofManyConcurrentCommitsOfOneEventExactlyOneHappens() throws Exception {
        List<Commits.Outcome> outcomes = concurrently(
                16,
                i -> store().commit(commit(
                        new Guard.FirstTime(), null, Write.update(thing).add("sum", 1))));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new Commits.Outcome.Committed()))
                .hasSize(1);
        assertThat(read(thing).whole("sum")).isEqualTo(1);
        assertThat(outboxOf(entity())).hasSize(1);
    }

    @Test
    void ofManyConcurrentClaimsExactlyOneHolds() throws Exception {
        List<Claim> claims = concurrently(16, i -> claim("owner-" + i, NOW, NOW.plusSeconds(10)));

        assertThat(claims)
                .filteredOn(claim -> claim.equals(new Claim.Claimed()))
                .hasSize(1);
    }

    @Test
    void ofManyConcurrentWritesOfOneVersionExactlyOneHappens() throws Exception {
        List<VersionedWrites.Outcome> outcomes = concurrently(16, i -> write(1, "e-" + i, VersionRule.NEXT));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(new VersionedWrites.Outcome.Written()))
                .hasSize(1);
        assertThat(read(thing).whole("sum")).isEqualTo(1);
    }

    private interface Attempt<T> {

        T at(int i);
    }

    private static <T> List<T> concurrently(int times, Attempt<T> attempt) throws Exception {
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

    private VersionedWrites.Outcome write(int version, String eventId, VersionRule rule) {
        return store().write(new VersionedWrite(Write.update(thing).add("sum", 1), key(eventId), version, rule));
    }

    private Claim claim(String owner, Instant now, Instant until) {
        return store().claim(event, owner, now, until, LATER);
    }

    private Commit commit(Guard guard, @Nullable String result, Write... writes) {
        return new Commit(event, guard, List.of(writes), List.of(published()), result, NOW, LATER);
    }

    private void commitOrFail(Write write) {
        IdempotencyKey fresh = key(UUID.randomUUID().toString());
        Commit commit = new Commit(fresh, new Guard.FirstTime(), List.of(write), List.of(), null, NOW, LATER);
        assertThat(store().commit(commit)).isEqualTo(new Commits.Outcome.Committed());
    }

    private void put(Item item) {
        commitOrFail(Write.put(thing, item));
    }

    private boolean holds(Condition condition) {
        IdempotencyKey fresh = key(UUID.randomUUID().toString());
        Write write = Write.update(thing).add("checks", 1).when(condition);
        Commit commit = new Commit(fresh, new Guard.FirstTime(), List.of(write), List.of(), null, NOW, LATER);
        return store().commit(commit).equals(new Commits.Outcome.Committed());
    }

    private Item read(ItemKey key) {
        Map<ItemKey, Item> found = store().read(List.of(key));
        assertThat(found).containsKey(key);
        return Objects.requireNonNull(found.get(key));
    }

    private SerializedEvent published() {
        Envelope envelope = new Envelope(
                "published-" + run,
                "test",
                "Published",
                1,
                NOW,
                entity(),
                1,
                Lineage.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        return new SerializedEvent(envelope, new EnvelopeJson(Limits.defaults()).write(envelope));
    }

    private String entity() {
        return "entity-" + run;
    }

    private ItemKey other() {
        return ItemKey.of("things", "id", "other-" + run);
    }

    private static IdempotencyKey key(String eventId) {
        return new IdempotencyKey("conformance", "test", eventId);
    }
}
