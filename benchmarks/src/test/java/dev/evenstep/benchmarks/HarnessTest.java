package dev.evenstep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How figures are taken and told. */
class HarnessTest {

    @Test
    void thingsAreMeasuredInTurnAndTheFirstRoundOnlyWarmsUp() throws Exception {
        var calls = new AtomicInteger();
        var rounds = new Rounds();
        rounds.add("ours", () -> (double) calls.incrementAndGet());
        rounds.add("theirs", () -> (double) calls.incrementAndGet());

        var figures = rounds.run(2, "calls/s");

        assertThat(figures)
                .containsExactly(
                        new Figure("ours", "calls/s", List.of(3.0, 5.0)),
                        new Figure("theirs", "calls/s", List.of(4.0, 6.0)));
        assertThat(figures.getFirst().median()).isEqualTo(4.0);
        assertThat(Callers.perSecond(2, Duration.ofMillis(20), caller -> () -> {}))
                .isGreaterThan(100);
    }

    @Test
    void aReportIsATableWithItsCommandBesideIt(@TempDir Path folder) throws Exception {
        var ours = new Figure("ours", "calls/s", List.of(3_000.0));
        var theirs = new Figure("theirs", "calls/s", List.of(1_500.0));
        var report = new Report("Calls.", List.of(ours, theirs), List.of(Ratio.atLeast(1.5, "ours", ours, theirs)));
        var document = new Document(folder.resolve("benchmarks.md"));
        Files.writeString(document.file(), "# Figures\n");

        document.write("one", "first\n");
        document.write("two", report.markdown("benchmarks/run two"));
        document.write("one", "second\n");

        assertThat(document.file())
                .content()
                .startsWith("# Figures\n\n<!-- one -->\nsecond\n<!-- end of one -->\n\n<!-- two -->\nCalls.")
                .contains("```\nbenchmarks/run two\n```")
                .contains("| ours | 3,000 | calls/s |")
                .contains("| ours | 2.00 | at least 1.5 |");
        assertThat(report.json("two").toString()).contains("\"median\":1500.0");
    }

    @Test
    void optionsAreNamed() {
        var options = Options.of(List.of("--rounds", "2", "--rust", "/bin/x", "--write", "here"));

        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.time()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.command()).isEqualTo(" --rounds 2 --rust /bin/x");
        assertThatThrownBy(() -> Options.of(List.of("--rounds"))).hasMessageContaining("--name value");
    }
}
