package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads of a part of a stream, as every event store must do them. */
interface StreamReadConformance extends EventStoreFixture {

    @Test
    default void aStreamIsReadForwardAndBackward() {
        fill(3, 2);

        assertThat(versions(ReadOptions.forward())).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(versions(ReadOptions.backward())).containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    default void versionsBoundWhatIsRead() {
        fill(3, 2);

        for (int from = 1; from <= 6; from++) {
            for (int to = from; to <= 6; to++) {
                List<Integer> expected = range(from, to);
                assertThat(versions(ReadOptions.forward().from(from).to(to))).isEqualTo(expected);
                assertThat(versions(ReadOptions.backward().from(to).to(from))).isEqualTo(expected.reversed());
            }
        }
    }

    @Test
    default void beyondTheEndIsNothingForwardAndTheEndBackward() {
        fill(2, 2);

        assertThat(store().read(stream(), ReadOptions.forward().from(9)))
                .isEqualTo(new Slice(List.of(), new Position(2, 4), null));
        assertThat(versions(ReadOptions.backward().from(9))).containsExactly(4, 3, 2, 1);
        assertThat(versions(ReadOptions.forward().from(3).to(2))).isEmpty();
    }

    @Test
    default void whatIsBehindAPositionIsReadFromThere() {
        fill(3, 2);

        assertThat(versions(ReadOptions.after(new Position(2, 4)))).containsExactly(5, 6);
        assertThat(store().read(stream(), ReadOptions.after(new Position(3, 6))))
                .isEqualTo(new Slice(List.of(), new Position(3, 6), null));
        assertThat(versions(ReadOptions.before(new Position(2, 4)))).containsExactly(4, 3, 2, 1);
    }

    @Test
    default void pagesOfAnySizeGiveEveryEventOnceInOrder() {
        fill(4, 3);
        assertThat(appended(ExpectedVersion.any(), 13).first()).isEqualTo(13);

        for (int size : List.of(1, 2, 3, 5, 12, 13, 14)) {
            assertThat(paged(ReadOptions.forward().limit(size), size)).isEqualTo(range(1, 13));
            assertThat(paged(ReadOptions.backward().limit(size), size))
                    .isEqualTo(range(1, 13).reversed());
            assertThat(paged(ReadOptions.forward().from(5).to(11).limit(size), size))
                    .isEqualTo(range(5, 11));
            assertThat(paged(ReadOptions.backward().from(11).to(5).limit(size), size))
                    .isEqualTo(range(5, 11).reversed());
        }
    }

    private List<Integer> paged(ReadOptions options, int size) {
        List<Integer> all = new ArrayList<>();
        @Nullable ReadOptions next = options;
        while (next != null) {
            Slice slice = store().read(stream(), next);
            assertThat(slice.events()).hasSizeLessThanOrEqualTo(size);
            all.addAll(versions(slice));
            next = slice.next();
        }
        return all;
    }

    @Test
    default void theLastPagesPositionIsTheStreamsEnd() {
        fill(4, 3);

        Slice first = store().read(stream(), ReadOptions.forward().limit(7));
        assertThat(first.position()).isEqualTo(new Position(2, 6));
        Slice second =
                store().read(stream(), Objects.requireNonNull(first.next()).limit(100));
        assertThat(second.position()).isEqualTo(new Position(4, 12));
        assertThat(second.next()).isNull();
        assertThat(appended(ExpectedVersion.exactly(second.position()), 13).first())
                .isEqualTo(13);
    }

    @Test
    default void theLatestEventsPositionIsTheStreamsEnd() {
        fill(4, 3);

        Slice latest = store().read(stream(), ReadOptions.backward().limit(1));

        assertThat(versions(latest)).containsExactly(12);
        assertThat(latest.position()).isEqualTo(new Position(4, 12));
    }

    @Test
    default void aStreamIsReadAsItWasAtATime() {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            fillOne(i);
            times.add(clock().instant());
            clock().advance(Duration.ofMinutes(1));
        }

        for (int i = 0; i < 4; i++) {
            assertThat(versions(ReadOptions.forward().until(times.get(i)))).isEqualTo(range(1, 2 * (i + 1)));
            assertThat(versions(ReadOptions.forward().until(times.get(i).minusMillis(1))))
                    .isEqualTo(range(1, 2 * i));
        }
        assertThat(balance().loadUntil(store(), stream(), times.get(1)).state()).isEqualTo(new Balance(3, 4));
        assertThatThrownBy(() -> ReadOptions.backward().until(START)).isInstanceOf(IllegalArgumentException.class);
    }

    private void fillOne(int commit) {
        assertThat(appended(ExpectedVersion.exactly(2 * commit), commit, 1).first())
                .isEqualTo(2 * commit + 1);
    }

    @Test
    default void whatIsBehindALaterEventIsLaterWhateverItsWritersClockSaid() {
        fillOne(0);
        clock().advance(Duration.ofMinutes(1));
        fillOne(1);
        clock().advance(Duration.ofSeconds(-59));
        fillOne(2);

        assertThat(versions(ReadOptions.forward().until(START))).containsExactly(1, 2);
        assertThat(versions(ReadOptions.forward().until(START.plusSeconds(30)))).containsExactly(1, 2);
        assertThat(versions(ReadOptions.forward().until(START.plusSeconds(60)))).hasSize(6);
    }

    @Test
    default void aHundredThousandEventsAreOneStream() {
        int commits = 100;
        int each = 1_000;
        Position end = Position.START;
        for (int commit = 0; commit < commits; commit++) {
            List<NewEvent<?>> events = IntStream.range(0, each)
                    .<NewEvent<?>>mapToObj(i -> booked(i % 2 == 0 ? 1 : -1))
                    .toList();
            Append append = Append.of(UUID.randomUUID().toString(), events);
            Appended appended = store().append(stream(), ExpectedVersion.exactly(end), append)
                    .orThrow();
            end = appended.end();
        }
        assertThat(end).isEqualTo(new Position(commits, commits * each));

        assertThat(balance().load(store(), stream())).isEqualTo(new Fold.Loaded<>(new Balance(0, 100_000), end));
        assertThat(versions(ReadOptions.forward().from(77_777).limit(3))).containsExactly(77_777, 77_778, 77_779);
        assertThat(versions(ReadOptions.backward().from(33_333).limit(2))).containsExactly(33_333, 33_332);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
