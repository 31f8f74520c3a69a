package dev.evenstep.local.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.ChildJvm;
import dev.evenstep.local.disk.DiskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskJournalTest extends JournalConformance {

    @TempDir
    private Path folder;

    @Override
    Journal open() {
        return DiskJournal.in(folder);
    }

    @Test
    void whatReturnedSurvivesAHardStop(@TempDir Path data) {
        try (var child = ChildJvm.start(Killed.class, data)) {
            child.await("ready");
            child.kill();
        }
        try (var journal = DiskJournal.in(data)) {
            assertThat(journal.open("event")).extracting(Journal.Entry::payload).containsExactly("b", "c", "last");
            assertThat(journal.open("event").getFirst().attempts()).isEqualTo(1);
            assertThat(journal.position("shard")).contains("42");
        }
    }

    @Test
    void whatReturnedSurvivesAHardStopAmidWriting(@TempDir Path data) {
        String last;
        try (var child = ChildJvm.start(Writing.class, data)) {
            last = child.await("accepted 500");
            child.kill();
        }
        try (var journal = DiskJournal.in(data)) {
            assertThat(journal.open("event")).hasSizeGreaterThanOrEqualTo(500);
        }
        assertThat(last).isEqualTo("accepted 500");
    }

    @Test
    void aFolderInUseIsRefusedWithARemedy(@TempDir Path data) {
        try (var child = ChildJvm.start(Killed.class, data)) {
            child.await("ready");

            assertThatThrownBy(() -> DiskJournal.in(data))
                    .isInstanceOf(DiskException.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("stop it or name another one");
        }
    }

    @Test
    void theFileDoesNotGrowWithFinishedWork(@TempDir Path data) throws Exception {
        try (var journal = DiskJournal.in(data)) {
            var payload = "x".repeat(4_000);
            for (int i = 0; i < 3_000; i++) {
                journal.finishAll(journal.accept("event", List.of(payload), Instant.EPOCH));
            }
            assertThat(Files.size(data.resolve("journal.mv.db"))).isLessThan(4_000_000);
        }
    }

    /** Writes, tells so and waits to be killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            var journal = DiskJournal.in(Path.of(arguments[0]));
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
            var journal = DiskJournal.in(Path.of(arguments[0]));
            for (int i = 1; ; i++) {
                System.out.println("accepted "
                        + i
                                * journal.accept("event", List.of("x"), Instant.EPOCH)
                                        .size());
            }
        }
    }
}
