package dev.evenstep.benchmarks.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That it runs, and that nothing is lost; its other figures say nothing here. */
class RebuildBenchmarkTest {

    @Test
    void runs() throws Exception {
        var report =
                new RebuildBenchmark().run(Options.of(List.of("--rounds", "1", "--most", "10000", "--least", "1")));

        List<Figure> figures = report.figures();
        assertThat(figures).hasSize(3 + 4);
        assertThat(figures.get(4).median()).isZero();
        assertThat(figures.get(6).median()).isZero();
    }
}
