package dev.evenstep.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Options;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That every benchmark runs, if only for a moment; its figures say nothing here. */
class EngineBenchmarksTest {

    static List<Benchmark> all() {
        return EngineBenchmarks.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void runs(Benchmark benchmark) throws Exception {
        var report = benchmark.run(Options.of(
                List.of("--rounds", "1", "--millis", "20", "--messages", "8", "--calls", "20", "--most", "1000")));

        assertThat(report.figures()).isNotEmpty().allMatch(figure -> figure.median() > 0);
    }
}
