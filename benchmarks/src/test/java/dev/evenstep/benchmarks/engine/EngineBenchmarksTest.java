package dev.evenstep.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Options;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That they run, if only for a moment, but for ElasticMQ's seconds; the figures say nothing here. */
class EngineBenchmarksTest {

    static List<Benchmark> all() {
        return List.of(new ItemsBenchmark(), new GrowthBenchmark());
    }

    @ParameterizedTest
    @MethodSource("all")
    void runs(Benchmark benchmark) throws Exception {
        var report = benchmark.run(Options.of(List.of(
                "--rounds",
                "1",
                "--millis",
                "20",
                "--warming",
                "20",
                "--warming-calls",
                "20",
                "--messages",
                "8",
                "--calls",
                "20",
                "--most",
                "1000")));

        assertThat(report.figures()).isNotEmpty().allMatch(figure -> figure.median() > 0);
    }
}
