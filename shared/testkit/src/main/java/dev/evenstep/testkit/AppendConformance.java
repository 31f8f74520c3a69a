package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.AppendOutcome.ConflictException;
import dev.evenstep.eventstore.AppendOutcome.VersionConflict;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appends under an expectation, as every event store must do them. */
interface AppendConformance extends EventStoreFixture {

    @Test
    default void aStreamBeginsEmptyAndCountsItsEventsAndCommits() {
        assertThat(store().read(stream(), ReadOptions.forward())).isEqualTo(new Slice(List.of(), Position.START, null));

        assertThat(appended(ExpectedVersion.empty(), 5, 7)).isEqualTo(new Appended(1, new Position(1, 2)));
        assertThat(appended(ExpectedVersion.exactly(2), 1)).isEqualTo(new Appended(3, new Position(2, 3)));
        assertThat(appended(ExpectedVersion.exactly(new Position(2, 3)), 2))
                .isEqualTo(new Appended(4, new Position(3, 4)));
        assertThat(appended(ExpectedVersion.any(), 3)).isEqualTo(new Appended(5, new Position(4, 5)));

        assertThat(amounts()).containsExactly(5, 7, 1, 2, 3);
    }

    @Test
    default void exactlyNoneAndAnyAreForAStreamThatIsNotThereToo() {
        assertThat(appended(ExpectedVersion.exactly(0), 1).first()).isEqualTo(1);
        assertThat(store().append(stream() + "-other", ExpectedVersion.any(), append(1)))
                .isEqualTo(new Appended(1, new Position(1, 1)));
    }

    @Test
    default void aConflictNamesTheStreamTheExpectedAndTheActualAndAppendsNothing() {
        fill(1, 3);
        Position end = new Position(1, 3);

        for (ExpectedVersion expected : List.of(
                ExpectedVersion.empty(),
                ExpectedVersion.exactly(2),
                ExpectedVersion.exactly(1),
                ExpectedVersion.exactly(4))) {
            AppendOutcome outcome = store().append(stream(), expected, append(9));

            assertThat(outcome).isEqualTo(new VersionConflict(stream(), expected, end));
            assertThatThrownBy(outcome::orThrow)
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            failure -> assertThat(failure.conflict()).isEqualTo(outcome));
        }
        assertThat(store().append(stream(), ExpectedVersion.exactly(Position.START), append(9)))
                .isInstanceOf(VersionConflict.class);
        assertThat(amounts()).containsExactly(1, 2, 3);
    }

    @Test
    default void whoeverReadBeforeAnotherAppendedIsTold() {
        fill(2, 2);
        Position read = store().read(stream(), ReadOptions.forward()).position();
        assertThat(read).isEqualTo(new Position(2, 4));
        assertThat(appended(ExpectedVersion.any(), 5).first()).isEqualTo(5);

        ExpectedVersion expected = ExpectedVersion.exactly(read);
        assertThat(store().append(stream(), expected, append(9)))
                .isEqualTo(new VersionConflict(stream(), expected, new Position(3, 5)));
    }

    @Test
    default void ofManyWhoExpectTheSameOneAppends() throws Exception {
        fill(1, 1);

        List<AppendOutcome> outcomes = concurrently(
                16, i -> store().append(stream(), ExpectedVersion.exactly(new Position(1, 1)), append(i, i, i)));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Appended)
                .containsExactly(new Appended(2, new Position(2, 4)));
        assertThat(amounts()).hasSize(4);
    }

    @Test
    default void everybodyWhoExpectsNothingAppendsAndNoEventsOfTwoAreMixed() throws Exception {
        List<AppendOutcome> outcomes =
                concurrently(16, i -> store().append(stream(), ExpectedVersion.any(), append(i, i, i)));

        assertThat(outcomes)
                .extracting(outcome -> outcome.orThrow().first())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 16).map(i -> 1 + 3 * i).boxed().toList());
        List<Integer> amounts = amounts();
        assertThat(amounts).hasSize(48);
        for (int i = 0; i < 48; i += 3) {
            assertThat(amounts.subList(i, i + 3)).containsOnly(amounts.get(i));
        }
    }

    @Test
    default void whatDoesNotFitIntoOneItemIsAppendedWholeOrNotAtAll() {
        List<NewEvent<?>> large = large(12);

        Appended appended = store().append(stream(), ExpectedVersion.empty(), Append.of("large", large))
                .orThrow();

        assertThat(appended.first()).isEqualTo(1);
        assertThat(appended.end().version()).isEqualTo(12);
        assertThat(appended.end().commit()).isGreaterThan(1);
        assertThat(amounts())
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());

        assertThat(store().append(stream(), ExpectedVersion.empty(), Append.of("other", large)))
                .isEqualTo(new VersionConflict(stream(), ExpectedVersion.empty(), appended.end()));
        assertThat(appended(ExpectedVersion.exactly(appended.end()), 1).first()).isEqualTo(13);
        assertThat(versions(ReadOptions.forward())).hasSize(13);
    }

    @Test
    default void anAppendThatIsTooMuchIsRefused() {
        assertThatThrownBy(() -> store().append(stream(), ExpectedVersion.empty(), Append.of("much", large(40))))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE));
        NewEvent<Booked> huge = NewEvent.of(BOOKED, new Booked(1, "x".repeat(130 * 1024)));
        assertThatThrownBy(() -> store().append(stream(), ExpectedVersion.empty(), Append.of("huge", huge)))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(amounts()).isEmpty();
    }

    @Test
    default void anAppendOfNothingOrToNothingIsRefused() {
        assertThatThrownBy(() -> Append.of("none", List.of())).isInstanceOf(IllegalArgumentException.class);
        for (String name : List.of("", " ", "snapshot#x", "x".repeat(257))) {
            assertThatThrownBy(() -> store().append(name, ExpectedVersion.any(), append(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Of 100 KB each. */
    default List<NewEvent<?>> large(int events) {
        String note = "x".repeat(100_000);
        return IntStream.range(0, events)
                .<NewEvent<?>>mapToObj(i -> NewEvent.of(BOOKED, new Booked(i, note)))
                .toList();
    }
}
