package dev.evenstep.local.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.storage.Storage;
import dev.evenstep.local.ChildJvm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123456789Z");

    private final Journal journal = Journal.in(Storage.memory());

    @Test
    void acceptedWorkIsOpenInTheOrderOfItsAcceptance() {
        var accepted = journal.accept("event", List.of("a", "b", "ä€😀"), NOW);
        var next = journal.accept("event", List.of("d"), NOW);

        assertThat(accepted).extracting(Journal.Entry::payload).containsExactly("a", "b", "ä€😀");
        assertThat(accepted).allSatisfy(entry -> {
            assertThat(entry.accepted()).isEqualTo(NOW);
            assertThat(entry.due()).isEqualTo(NOW);
            assertThat(entry.attempts()).isZero();
        });
        assertThat(journal.open("event"))
                .containsExactly(accepted.get(0), accepted.get(1), accepted.get(2), next.get(0));
    }

    @Test
    void aKindDoesNotSeeAnothersWork() {
        journal.accept("event", List.of("a"), NOW);
        journal.accept("invoke", List.of("b"), NOW);

        assertThat(journal.open("invoke")).extracting(Journal.Entry::payload).containsExactly("b");
        assertThat(journal.open("other")).isEmpty();
    }

    @Test
    void finishedWorkIsGone() {
        var accepted = journal.accept("event", List.of("a", "b", "c", "d"), NOW);

        journal.finish(accepted.get(1));
        journal.finishAll(List.of(accepted.get(0), accepted.get(3)));
        journal.finish(accepted.get(1));

        assertThat(journal.open("event")).containsExactly(accepted.get(2));
    }

    @Test
    void postponedWorkCountsItsAttemptsAndIsDueLater() {
        var entry = journal.accept("event", List.of("a"), NOW).getFirst();

        var once = journal.postpone(entry, NOW.plusSeconds(1));
        var twice = journal.postpone(once, NOW.plusSeconds(3));

        assertThat(once.attempts()).isEqualTo(1);
        assertThat(twice.attempts()).isEqualTo(2);
        assertThat(twice.due()).isEqualTo(NOW.plusSeconds(3));
        assertThat(journal.open("event")).containsExactly(twice);
    }

    @Test
    void finishedWorkStaysGoneWhenItIsPostponed() {
        var entry = journal.accept("event", List.of("a"), NOW).getFirst();
        journal.finish(entry);

        assertThat(journal.postpone(entry, NOW)).isNotNull();

        assertThat(journal.open("event")).isEmpty();
    }

    @Test
    void nothingAcceptedIsNothingOpen() {
        assertThat(journal.accept("event", List.of(), NOW)).isEmpty();
        assertThat(journal.open("event")).isEmpty();
    }

    @Test
    void aPayloadOfAMegabyteComesBackWhole() {
        var payload = "x€".repeat(1 << 19);
        var unused = journal.accept("event", List.of(payload), NOW);

        assertThat(journal.open("event")).extracting(Journal.Entry::payload).containsExactly(payload);
    }

    @Test
    void aPositionIsTheLastOneSet() {
        assertThat(journal.position("shard-1")).isEmpty();

        journal.position("shard-1", "100");
        journal.position("shard-2", "7");
        journal.position("shard-1", "200");

        assertThat(journal.position("shard-1")).contains("200");
        assertThat(journal.position("shard-2")).contains("7");
    }

    @Test
    void manyWritersLoseNothingAndShareNoId() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> writers = IntStream.range(0, 200)
                    .<Callable<Object>>mapToObj(i -> () -> journal.accept("event", List.of(i + "a", i + "b"), NOW))
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }

        assertThat(journal.open("event")).hasSize(400);
        assertThat(journal.open("event").stream().map(Journal.Entry::id).distinct())
                .hasSize(400);
    }

    private static Storage file(Path folder) {
        return Storage.file(folder.resolve("local.mv"));
    }

    @Test
    void whatReturnedSurvivesAHardStop(@TempDir Path data) {
        try (var child = ChildJvm.start(Killed.class, data)) {
            child.await("ready");
            child.kill();
        }
        try (var storage = file(data)) {
            var kept = Journal.in(storage);
            assertThat(kept.open("event")).extracting(Journal.Entry::payload).containsExactly("b", "c", "last");
            assertThat(kept.open("event").getFirst().attempts()).isEqualTo(1);
            assertThat(kept.position("shard")).contains("42");
            assertThat(kept.accept("event", List.of("next"), NOW).getFirst().id())
                    .isGreaterThan(kept.open("event").getFirst().id());
        }
    }

    @Test
    void whatReturnedSurvivesAHardStopAmidWriting(@TempDir Path data) {
        try (var child = ChildJvm.start(Writing.class, data)) {
            child.await("accepted 500");
            child.kill();
        }
        try (var storage = file(data)) {
            assertThat(Journal.in(storage).open("event")).hasSizeGreaterThanOrEqualTo(500);
        }
    }

    /** Writes, tells so and waits to be killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            var journal = Journal.in(file(Path.of(arguments[0])));
            var entries = journal.accept("event", List.of("a", "b", "c"), Instant.EPOCH);
            journal.finish(entries.get(0));
            var postponed = journal.postpone(entries.get(1), Instant.EPOCH.plusSeconds(9));
            journal.position("shard", "41");
            journal.position("shard", "42");
            var last = journal.accept("event", List.of("last"), postponed.due());
            System.out.println("ready " + last.size());
            Thread.currentThread().join();
        }
    }

    /** Writes until it is killed. */
    static final class Writing {
        public static void main(String[] arguments) {
            var journal = Journal.in(file(Path.of(arguments[0])));
            for (int i = 1; ; i++) {
                journal.accept("event", List.of("x"), Instant.EPOCH);
                System.out.println("accepted " + i);
            }
        }
    }
}
