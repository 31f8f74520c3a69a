package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An append that is made again, since its answer was lost, is the same append. */
interface IdempotentAppendConformance extends EventStoreFixture {

    /** The same streams, seen by somebody whose next append or sequencing happens without its answer coming back. */
    EventStore losingItsNextReply(EventStoreOptions options);

    private List<ExpectedVersion> expectations() {
        return List.of(ExpectedVersion.exactly(new Position(2, 4)), ExpectedVersion.exactly(4), ExpectedVersion.any());
    }

    @Test
    default void theSameAppendAgainGivesTheFirstAnswer() {
        for (ExpectedVersion expected : expectations()) {
            String stream = stream() + expected;
            append(stream, 2);
            Append append = append(7, 8, 9);
            AppendOutcome first = store().append(stream, expected, append);
            assertThat(first).isEqualTo(new Appended(5, new Position(3, 7)));

            assertThat(store().append(stream, expected, append)).isEqualTo(first);

            append(stream, 4);
            assertThat(store().append(stream, expected, append))
                    .as("%s, with commits behind it", expected)
                    .isEqualTo(first);
            assertThat(versions(store().read(stream, ReadOptions.forward()))).hasSize(15);
        }
    }

    @Test
    default void aFirstAppendAgainGivesTheFirstAnswer() {
        Append append = append(7, 8);
        AppendOutcome first = store().append(stream(), ExpectedVersion.empty(), append);
        fillBehind(3);

        assertThat(store().append(stream(), ExpectedVersion.empty(), append)).isEqualTo(first);
        assertThat(amounts()).hasSize(5);
    }

    @Test
    default void aLostReplyIsNoConflict() {
        for (ExpectedVersion expected : expectations()) {
            String stream = stream() + "-lost-" + expected;
            append(stream, 2);

            EventStore losing = losingItsNextReply(EventStoreOptions.defaults().withClock(clock()));

            assertThat(losing.append(stream, expected, append(7, 8)))
                    .as("%s", expected)
                    .isEqualTo(new Appended(5, new Position(3, 6)));
            assertThat(versions(store().read(stream, ReadOptions.forward()))).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    default void aSpilledAppendAgainGivesTheFirstAnswer() {
        String note = "x".repeat(100_000);
        Append append = Append.of("large", Collections.nCopies(9, NewEvent.of(BOOKED, new Booked(1, note))));
        AppendOutcome first = store().append(stream(), ExpectedVersion.empty(), append);

        assertThat(store().append(stream(), ExpectedVersion.empty(), append)).isEqualTo(first);
        assertThat(store().append(stream(), ExpectedVersion.any(), append)).isEqualTo(first);
        assertThat(versions(ReadOptions.forward())).hasSize(9);
    }

    @Test
    default void anotherAppendUnderTheSameExpectationIsAConflict() {
        fillBehind(1);
        ExpectedVersion expected = ExpectedVersion.exactly(new Position(1, 1));
        assertThat(store().append(stream(), expected, append(2))).isInstanceOf(Appended.class);

        assertThat(store().append(stream(), expected, append(2))).isInstanceOf(AppendOutcome.VersionConflict.class);
        assertThat(store().append(stream(), ExpectedVersion.exactly(1), append(2)))
                .isInstanceOf(AppendOutcome.VersionConflict.class);
    }

    @Test
    default void eventsOfOneAppendHaveTheSameIdsInEveryAttempt() {
        Append append = append(1, 2);
        String other = stream() + "-restored";
        assertThat(store().append(stream(), ExpectedVersion.empty(), append)).isInstanceOf(Appended.class);
        assertThat(store().append(other, ExpectedVersion.empty(), append)).isInstanceOf(Appended.class);

        List<String> ids = ids(stream());
        assertThat(ids).doesNotHaveDuplicates().hasSize(2);
        assertThat(ids(other)).doesNotContainAnyElementsOf(ids);
        assertThat(ids(stream())).isEqualTo(ids);
    }

    private List<String> ids(String stream) {
        return store().read(stream, ReadOptions.forward()).events().stream()
                .map(Envelope::id)
                .toList();
    }

    private void fillBehind(int commits) {
        for (int i = 0; i < commits; i++) {
            assertThat(appended(ExpectedVersion.any(), 1)).isNotNull();
        }
    }

    private void append(String stream, int commits) {
        for (int i = 0; i < commits; i++) {
            assertThat(store().append(stream, ExpectedVersion.any(), append(1, 2)))
                    .isInstanceOf(Appended.class);
        }
    }
}
