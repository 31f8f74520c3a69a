package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of {@link EventStoreConformance}: the log has every commit once, each stream's in their order. */
interface LogConformance extends EventStoreFixture {

    private String numbered(int number) {
        return stream() + "-" + number;
    }

    private List<String> seen() {
        List<String> seen = new ArrayList<>();
        Subscription subscription = Subscription.of(
                        UUID.randomUUID().toString(),
                        store().log(),
                        store().checkpoints(),
                        (shard, entries) -> entries.stream()
                                .map(LogEntry::events)
                                .forEach(events -> events.forEach(
                                        event -> seen.add(event.subject() + "@" + event.entityVersion()))))
                .ofStreams(stream());
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(subscription.lag()).isZero();
        return seen;
    }

    @Test
    default void theLogHasEveryCommitOnceAndInOrderWhoeverSequences() throws Exception {
        List<String> streams = IntStream.range(0, 6).mapToObj(this::numbered).toList();
        var unused = concurrently(8, writer -> {
            for (int i = 0; i < 12; i++) {
                String stream = streams.get((writer + i) % streams.size());
                assertThat(store().append(
                                        stream,
                                        ExpectedVersion.any(),
                                        Append.of(writer + "-" + i, bookings(writer, i))))
                        .isInstanceOf(AppendOutcome.Appended.class);
                store().sequencer().sequence(List.of(stream, streams.getFirst()));
            }
            return writer;
        });

        List<String> seen = seen();

        assertThat(seen).doesNotHaveDuplicates().hasSize(8 * 12 * 2);
        for (String stream : streams) {
            List<String> events = seen.stream()
                    .filter(event -> event.startsWith(stream + "@"))
                    .toList();
            assertThat(events)
                    .isEqualTo(IntStream.rangeClosed(1, events.size())
                            .mapToObj(version -> stream + "@" + version)
                            .toList());
        }
    }

    @Test
    default void whatIsNotSequencedIsNotInTheLog() {
        var unused = appended(ExpectedVersion.empty(), 1);
        assertThat(seen()).isEmpty();
        store().sequencer().sequence(List.of(stream()));
        assertThat(seen()).containsExactly(stream() + "@1");
        assertThat(store().log().read(EventLog.shardOf(stream()), 0).entries())
                .extracting(LogEntry::sequence)
                .startsWith(1L);
    }
}
