package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of {@link EventStoreConformance}: the log has every commit once, each stream's in their order. */
interface LogConformance extends EventStoreFixture {

    /** As {@link IdempotentAppendConformance} has it; its next sequencing too. */
    EventStore losingItsNextReply(EventStoreOptions options);

    private List<String> streams(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> stream() + "-" + number)
                .toList();
    }

    /** So many streams that are all in one shard. */
    private List<String> ofOneShard(int count) {
        int shard = EventLog.shardOf(stream());
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> stream() + "-" + number)
                .filter(name -> EventLog.shardOf(name) == shard)
                .limit(count)
                .toList();
    }

    /** Numbered with their stream. */
    private List<String> events(String... streamsAndEnds) {
        return Stream.of(streamsAndEnds)
                .map(text -> text.split("@", -1))
                .flatMap(parts -> IntStream.rangeClosed(1, Integer.parseInt(parts[1]))
                        .mapToObj(version -> parts[0] + "@" + version))
                .toList();
    }

    private Subscription noting(List<String> seen, String name) {
        return Subscription.of(
                        name,
                        store().log(),
                        store().checkpoints(),
                        (shard, entries) -> entries.stream()
                                .map(LogEntry::events)
                                .forEach(events -> events.forEach(
                                        event -> seen.add(event.subject() + "@" + event.entityVersion()))))
                .ofStreams(stream());
    }

    /** By a subscription that begins at the beginning. */
    private List<String> seen() {
        List<String> seen = new ArrayList<>();
        Subscription subscription = noting(seen, UUID.randomUUID().toString());
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(subscription.lag()).isEqualTo(LogReader.Lag.NONE);
        return seen;
    }

    /** The entries of this test's streams, which are in one shard. */
    private List<LogEntry> entries() {
        List<LogEntry> entries = new ArrayList<>();
        LogPage page;
        long after = 0;
        do {
            page = store().log().read(EventLog.shardOf(stream()), after);
            entries.addAll(page.entries());
            after = entries.isEmpty() ? 0 : entries.getLast().sequence();
        } while (page.more());
        entries.removeIf(entry -> entry.events().stream()
                .noneMatch(event -> String.valueOf(event.subject()).startsWith(stream())));
        return entries;
    }

    private void appendTo(String stream, NewEvent<?>... events) {
        assertThat(store().append(
                                stream,
                                ExpectedVersion.any(),
                                Append.of(UUID.randomUUID().toString(), events)))
                .isInstanceOf(AppendOutcome.Appended.class);
    }

    private NewEvent<Booked> noted(int kilobytes) {
        return NewEvent.of(BOOKED, new Booked(1, "x".repeat(kilobytes * 1024)));
    }

    @Test
    default void theLogHasEveryCommitOnceAndInOrderWhoeverSequences() throws Exception {
        List<String> streams = streams(6);
        var unused = concurrently(8, writer -> {
            EventStore instance = store();
            for (int i = 0; i < 12; i++) {
                String stream = streams.get((writer + i) % streams.size());
                assertThat(instance.append(
                                stream, ExpectedVersion.any(), Append.of(writer + "-" + i, bookings(writer, i))))
                        .isInstanceOf(AppendOutcome.Appended.class);
                instance.sequencer().sequence(List.of(stream, streams.getFirst()));
            }
            return writer;
        });

        List<String> seen = seen();

        assertThat(seen).doesNotHaveDuplicates().hasSize(8 * 12 * 2);
        for (String stream : streams) {
            List<String> events = seen.stream()
                    .filter(event -> event.startsWith(stream + "@"))
                    .toList();
            assertThat(events).isEqualTo(events(stream + "@" + events.size()));
        }
    }

    @Test
    default void entriesAreNumberedWithoutHoles() {
        for (int i = 0; i < 3; i++) {
            appendTo(stream(), booked(i));
            store().sequencer().sequence(List.of(stream()));
        }
        long first = entries().getFirst().sequence();
        assertThat(entries()).extracting(LogEntry::sequence).containsExactly(first, first + 1, first + 2);
        assertThat(entries()).extracting(LogEntry::time).containsOnly(clock().instant());
        assertThat(store().log().read(EventLog.shardOf(stream()), first - 1, 2).entries())
                .extracting(LogEntry::sequence)
                .containsExactly(first, first + 1);
    }

    @Test
    default void whatIsNotSequencedIsNotInTheLog() {
        var unused = appended(ExpectedVersion.empty(), 1);
        assertThat(seen()).isEmpty();
        store().sequencer().sequence(List.of(stream()));
        assertThat(seen()).containsExactly(stream() + "@1");
    }

    @Test
    default void whatIsSequencedLateIsSeenWhateverItsClockSays() {
        List<String> seen = new ArrayList<>();
        Subscription subscription = noting(seen, "late-" + run());
        List<String> streams = ofOneShard(2);
        EventStore behind = store(EventStoreOptions.defaults().withClock(new FakeClock(START.minusSeconds(86_400))));
        var unused = behind.append(streams.getFirst(), ExpectedVersion.empty(), append(1));
        appendTo(streams.getLast(), booked(1));
        store().sequencer().sequence(List.of(streams.getLast()));
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(seen).containsExactly(streams.getLast() + "@1");

        behind.sequencer().sequence(List.of(streams.getFirst()));

        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(seen).containsExactly(streams.getLast() + "@1", streams.getFirst() + "@1");
    }

    @Test
    default void anEntryHas99Streams() {
        List<String> streams = ofOneShard(105);
        streams.forEach(stream -> appendTo(stream, booked(1)));

        store().sequencer().sequence(streams);

        assertThat(entries()).extracting(entry -> entry.events().size()).containsExactly(99, 6);
        assertThat(seen())
                .containsExactlyElementsOf(
                        streams.stream().map(stream -> stream + "@1").toList());
    }

    @Test
    default void anEntryHasWhatFitsIntoAnItem() {
        for (int i = 0; i < 5; i++) {
            appendTo(stream(), noted(110));
        }

        store().sequencer().sequence(List.of(stream()));

        assertThat(entries()).extracting(entry -> entry.events().size()).containsExactly(3, 2);
        assertThat(seen()).isEqualTo(events(stream() + "@5"));
    }

    @Test
    default void aCommitThatFillsAnItemFillsAnEntry() {
        appendTo(stream(), noted(1));
        appendTo(stream(), noted(110), noted(110), noted(110), noted(49));
        appendTo(stream(), noted(1));

        store().sequencer().sequence(List.of(stream()));

        assertThat(entries()).extracting(entry -> entry.events().size()).containsExactly(1, 4, 1);
        assertThat(seen()).isEqualTo(events(stream() + "@6"));
    }

    @Test
    default void anAppendThatSpillsIsInTheLogWhole() {
        appendTo(stream(), IntStream.range(0, 8).mapToObj(i -> noted(110)).toArray(NewEvent<?>[]::new));

        store().sequencer().sequence(List.of(stream()));

        assertThat(entries()).extracting(entry -> entry.events().size()).containsExactly(3, 3, 2);
        assertThat(seen()).isEqualTo(events(stream() + "@8"));
    }

    @Test
    default void whoDoesNotKnowThatItSequencedSequencesOnce() {
        appendTo(stream(), booked(1));
        EventStore losing = losingItsNextReply(EventStoreOptions.defaults().withClock(clock()));
        losing.sequencer().sequence(List.of(stream()));
        appendTo(stream(), booked(2));
        losing.sequencer().sequence(List.of(stream()));

        assertThat(seen()).isEqualTo(events(stream() + "@2"));
    }

    @Test
    default void whatNobodyRangForIsSwept() {
        List<String> streams = streams(110);
        streams.forEach(stream -> appendTo(stream, booked(1)));
        streams.stream().limit(15).forEach(stream -> appendTo(stream, noted(110)));
        store().sequencer().sequence(streams.subList(10, 20));
        assertThat(balance().withSnapshots("balance", 1, Balance.class, 1).load(store(), streams.getFirst()))
                .isNotNull();

        int parts = 1;
        while (!store().sequencer().sweep(Duration.ZERO)) {
            parts++;
        }
        assertThat(parts).isGreaterThan(1);
        assertThat(seen()).doesNotHaveDuplicates().hasSize(125);

        streams.forEach(stream -> appendTo(stream, booked(2)));
        while (!store().sequencer().sweep(Duration.ofMinutes(1))) {
            parts++;
        }
        assertThat(seen()).doesNotHaveDuplicates().hasSize(235);
    }
}
