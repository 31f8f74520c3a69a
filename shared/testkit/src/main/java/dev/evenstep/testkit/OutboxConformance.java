package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.VersionTaken;
import dev.evenstep.internal.store.Commits.WriteRefused;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The outbox as a log per entity, as every store must keep it. */
interface OutboxConformance extends StoreFixture {

    @Test
    default void aVersionIsGivenToOneEventOnlyAndTheOtherLeavesNothing() {
        assertThat(publish("one", published("first", 7))).isEqualTo(new Commits.Committed());

        Commit second = first(
                step(key("two")),
                List.of(Write.update(thing()).add("sum", 1)),
                List.of(published("free", 8), published("second", 7)),
                null);
        assertThat(store().commit(second)).isEqualTo(new VersionTaken(Entity.of(entity(), 7), "test#first-" + run()));

        assertThat(store().read(List.of(thing()))).isEmpty();
        assertThat(outboxOf(entity())).hasSize(1);
        assertThat(store().lastVersion(entity())).isEqualTo(7);
        assertThat(handled(key("two"), NOW)).isNull();
    }

    @Test
    default void theRecordComesFirstThenTheWritesAndThenTheVersions() {
        Commit commit = commit(new Guard.FirstTime(), "{}");
        assertThat(store().commit(commit)).isEqualTo(new Commits.Committed());
        Write refused = Write.update(other()).set("any", 1).when(Condition.present());

        assertThat(store().commit(commit)).isEqualTo(new Refusal.AlreadyCompleted("{}", 0));
        assertThat(store().commit(first(step(key("two")), List.of(refused), List.of(published()), null)))
                .isEqualTo(new WriteRefused(other()));
        assertThat(publish("two", published())).isInstanceOf(VersionTaken.class);
    }

    @Test
    default void aPublishedVersionStaysTaken() {
        assertThat(publish("one", published("first", 1))).isEqualTo(new Commits.Committed());
        log().markPublished(unpublished(1, 1), NOW);

        assertThat(publish("two", published("second", 1))).isInstanceOf(VersionTaken.class);
        assertThat(unpublished(1, 1)).isEmpty();
        assertThat(store().lastVersion(entity())).isEqualTo(1);
    }

    @Test
    default void anEventWithoutAVersionTakesNone() {
        SerializedEvent alone = published("alone", null);
        assertThat(publish("one", alone)).isEqualTo(new Commits.Committed());
        assertThat(publish("two", alone)).isEqualTo(new Commits.Committed());

        OutboxKey key = OutboxKey.of(alone.envelope());
        assertThat(key).isEqualTo(new OutboxKey("event#test#alone-" + run(), 0));
        assertThat(store().lastVersion(entity())).isZero();
        assertThat(log().unpublished(key.entity(), 0, 0)).containsExactly(new OutboxRow(key, alone.json()));
        log().markPublished(log().unpublished(key.entity(), 0, 0), NOW);
        assertThat(log().unpublished(key.entity(), 0, 0)).isEmpty();
    }

    @Test
    default void whatIsNotPublishedComesInTheOrderOfItsVersions() {
        for (int version : new int[] {2, 10, 9, 1, 3}) {
            assertThat(publish("e-" + version, published("e-" + version, version)))
                    .isEqualTo(new Commits.Committed());
        }

        assertThat(versions(unpublished(1, 1))).containsExactly(1, 2, 3, 9, 10);
        assertThat(unpublished(1, 1).getFirst().envelope())
                .isEqualTo(published("e-1", 1).json());
        assertThat(store().lastVersion(entity())).isEqualTo(10);
        assertThat(log().unpublished("nobody-" + run(), 1, 1)).isEmpty();
        assertThat(store().lastVersion("nobody-" + run())).isZero();
    }

    @Test
    default void whatStandsBelowAPublishedVersionComesWhereItIsAskedFor() {
        for (int version : new int[] {1, 2, 4, 5}) {
            assertThat(publish("e-" + version, published("e-" + version, version)))
                    .isEqualTo(new Commits.Committed());
        }
        log().markPublished(unpublished(1, 1), NOW);
        for (int version : new int[] {3, 6}) {
            assertThat(publish("e-" + version, published("e-" + version, version)))
                    .isEqualTo(new Commits.Committed());
        }

        assertThat(versions(unpublished(6, 6))).containsExactly(6);
        assertThat(versions(unpublished(3, 3))).containsExactly(3, 6);
        assertThat(versions(unpublished(1, 2))).containsExactly(6);
        assertThat(versions(unpublished(1, 100))).containsExactly(3, 6);
    }

    @Test
    default void aLongLogIsReadAndMarkedWhole() {
        IntStream.rangeClosed(1, 130)
                .forEach(version -> assertThat(publish("e-" + version, published("e-" + version, version)))
                        .isEqualTo(new Commits.Committed()));

        assertThat(versions(unpublished(1, 130))).isEqualTo(upTo(1, 100));
        List<OutboxRow> rows = unpublished(130, 130);
        assertThat(versions(rows)).isEqualTo(upTo(1, 100));
        log().markPublished(rows.subList(0, 60), NOW);
        assertThat(versions(unpublished(61, 61))).isEqualTo(upTo(61, 130));
        assertThat(versions(unpublished(130, 130))).isEqualTo(upTo(61, 130));
        assertThat(versions(unpublished(1, 130))).isEqualTo(upTo(61, 130));
        log().markPublished(unpublished(61, 130), NOW);
        assertThat(unpublished(1, 130)).isEmpty();
    }

    private static List<Integer> upTo(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    default void whatIsUnpublishedIsFoundOldestFirstUntilItIsMarked() {
        int bucket = UnpublishedRows.bucketOf(entity());
        for (int version = 1; version <= 3; version++) {
            Instant committed = Instant.ofEpochMilli(version);
            assertThat(store().commit(new Commit(
                            step(key("swept-" + version + "-" + run())),
                            new Guard.FirstTime(),
                            null,
                            List.of(),
                            List.of(published("swept-" + version, version)),
                            null,
                            committed,
                            LATER)))
                    .isEqualTo(new Commits.Committed());
        }
        UnpublishedRow first = new UnpublishedRow(new OutboxKey(entity(), 1), Instant.ofEpochMilli(1));
        UnpublishedRow second = new UnpublishedRow(new OutboxKey(entity(), 2), Instant.ofEpochMilli(2));
        UnpublishedRow third = new UnpublishedRow(new OutboxKey(entity(), 3), Instant.ofEpochMilli(3));

        assertThat(unpublished().oldest(bucket, null, 2)).containsExactly(first, second);
        assertThat(unpublished().oldest(bucket, second, 2)).contains(third);
        assertThat(unpublished().oldest((bucket + 1) % UnpublishedRows.BUCKETS, null, 100))
                .doesNotContain(first, second, third);
        log().markPublished(unpublished(1, 2), NOW);
        assertThat(unpublished().oldest(bucket, null, 100)).isEmpty();
        assertThat(store().lastVersion(entity())).isEqualTo(3);
    }

    @Test
    default void ofManyThatClaimOneVersionExactlyOneHasIt() throws Exception {
        List<Commits.CommitOutcome> outcomes = concurrently(16, i -> {
            Commits.CommitOutcome outcome = publish("e-" + i, published("e-" + i, 1));
            while (outcome instanceof Commits.Contended) {
                outcome = publish("e-" + i, published("e-" + i, 1));
            }
            return outcome;
        });

        assertThat(outcomes).filteredOn(new Commits.Committed()::equals).hasSize(1);
        assertThat(outcomes).filteredOn(VersionTaken.class::isInstance).hasSize(15);
        assertThat(outboxOf(entity())).hasSize(1);
    }

    private Commits.CommitOutcome publish(String cause, SerializedEvent event) {
        return store().commit(first(step(key(cause + "-" + run())), List.of(), List.of(event), null));
    }

    private List<OutboxRow> unpublished(int first, int last) {
        return log().unpublished(entity(), first, last);
    }

    private static List<Integer> versions(List<OutboxRow> rows) {
        List<Integer> versions = new ArrayList<>();
        rows.forEach(row -> versions.add(row.key().version()));
        return versions;
    }
}
