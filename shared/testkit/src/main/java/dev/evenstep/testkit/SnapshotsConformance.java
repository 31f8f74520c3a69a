package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.Fold.Loaded;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.SnapshotStore.StateSnapshot;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A snapshot saves time and changes nothing, whatever it is. */
interface SnapshotsConformance extends EventStoreFixture {

    /** Counts what it folds. */
    private Fold<Balance> counted(AtomicInteger folded) {
        return Fold.of(reader(), new Balance(0, 0), (balance, event) -> {
            int unused = folded.incrementAndGet();
            return Balance.after(balance, event);
        });
    }

    private Fold<Balance> snapshotted(AtomicInteger folded, int schemaVersion) {
        return counted(folded).withSnapshots("balance", schemaVersion, Balance.class, 5);
    }

    /** Loads what a fold without snapshots loads, having folded so many events. */
    private void assertLoads(int schemaVersion, int folds) {
        AtomicInteger folded = new AtomicInteger();

        Loaded<Balance> loaded = snapshotted(folded, schemaVersion).load(store(), stream());

        assertThat(loaded).isEqualTo(balance().load(store(), stream()));
        assertThat(folded).hasValue(folds);
    }

    @Test
    default void aSnapshotIsKeptWhenItIsDueAndOnlyWhatIsBehindItIsFolded() {
        fill(2, 2);
        assertLoads(1, 4);
        assertLoads(1, 4);

        assertThat(appended(ExpectedVersion.any(), 5, 6).first()).isEqualTo(5);
        assertLoads(1, 6);
        assertLoads(1, 0);

        assertThat(appended(ExpectedVersion.any(), 7).first()).isEqualTo(7);
        assertLoads(1, 1);
        assertThat(kept().position()).isEqualTo(new Position(3, 6));
    }

    @Test
    default void aSnapshotOfAnotherSchemaIsFoldedAnewAndReplaced() {
        fill(3, 2);
        assertLoads(1, 6);
        assertLoads(2, 6);
        assertLoads(2, 0);
        assertLoads(1, 6);
    }

    @Test
    default void aSnapshotOfAnotherNameIsAnotherOne() {
        fill(3, 2);
        assertLoads(1, 6);
        AtomicInteger folded = new AtomicInteger();

        assertThat(counted(folded)
                        .withSnapshots("other", 1, Balance.class, 5)
                        .load(store(), stream())
                        .state())
                .isEqualTo(new Balance(21, 6));
        assertThat(folded).hasValue(6);
        assertLoads(1, 0);
    }

    @Test
    default void aBrokenSnapshotIsFoldedAnewAndReplaced() {
        fill(3, 2);
        assertLoads(1, 6);
        for (String broken : List.of("", "{", "null", "[]", "{\"cents\":\"x\",\"bookings\":1}", "{\"bookings\":1}")) {
            StateSnapshot kept = kept();
            store().snapshots()
                    .keep(
                            stream(),
                            new StateSnapshot(kept.name(), 1, kept.position(), kept.eventId(), kept.latest(), broken));

            assertLoads(1, 6);
            assertLoads(1, 0);
        }
    }

    @Test
    default void aSnapshotOfAnotherStreamIsNotUsed() {
        fill(3, 2);
        assertLoads(1, 6);
        StateSnapshot kept = kept();

        for (StateSnapshot foreign : List.of(
                new StateSnapshot(kept.name(), 1, kept.position(), "other", kept.latest(), kept.state()),
                new StateSnapshot(kept.name(), 1, new Position(4, 7), kept.eventId(), kept.latest(), kept.state()),
                new StateSnapshot(kept.name(), 1, new Position(9, 90), kept.eventId(), kept.latest(), kept.state()))) {
            store().snapshots().keep(stream(), foreign);

            assertLoads(1, 6);
            assertLoads(1, 0);
        }
    }

    @Test
    default void aStaleSnapshotOnlyCostsTime() {
        fill(3, 2);
        assertLoads(1, 6);
        StateSnapshot stale = kept();
        for (int i = 0; i < 6; i++) {
            assertThat(appended(ExpectedVersion.any(), i).first()).isEqualTo(7 + i);
        }
        assertLoads(1, 6);
        assertLoads(1, 0);
        store().snapshots().keep(stream(), stale);

        assertLoads(1, 6);
    }

    @Test
    default void aSnapshotThatIsLaterThanATimeIsNotUsedForIt() {
        fill(3, 2);
        Instant before = clock().instant();
        clock().advance(Duration.ofMinutes(1));
        assertThat(appended(ExpectedVersion.any(), 7).first()).isEqualTo(7);
        assertLoads(1, 7);
        AtomicInteger folded = new AtomicInteger();

        assertThat(snapshotted(folded, 1).loadUntil(store(), stream(), before))
                .isEqualTo(new Loaded<>(new Balance(21, 6), new Position(3, 6)));
        assertThat(folded).hasValue(6);
        assertThat(snapshotted(folded, 1)
                        .loadUntil(store(), stream(), clock().instant())
                        .state())
                .isEqualTo(new Balance(28, 7));
        assertThat(folded).hasValue(6);
    }

    @Test
    default void aStreamWithoutEventsHasTheInitialState() {
        assertThat(snapshotted(new AtomicInteger(), 1).load(store(), stream()))
                .isEqualTo(new Loaded<>(new Balance(0, 0), Position.START));
        assertThat(store().snapshots().find(stream(), "balance")).isNull();
    }

    @Test
    default void whatIsReadInClearIsNotKept() {
        EventReader clear = EventReader.of(List.of(StoredEventsConformance.OWNED), SubjectKeys.inMemory());

        assertThatThrownBy(() -> Fold.of(clear, 0, (count, event) -> count + 1).withSnapshots("n", 1, Integer.class, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withPersonal");
    }

    private StateSnapshot kept() {
        return Objects.requireNonNull(store().snapshots().find(stream(), "balance"));
    }
}
