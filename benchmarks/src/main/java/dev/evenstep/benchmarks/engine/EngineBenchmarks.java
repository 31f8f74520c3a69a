package dev.evenstep.benchmarks.engine;

import dev.evenstep.benchmarks.Benchmark;
import java.util.List;

/** All of the engines' benchmarks. */
public final class EngineBenchmarks {

    private EngineBenchmarks() {}

    public static List<Benchmark> all() {
        return List.of(new ItemsBenchmark(), new GrowthBenchmark(), new QueueBenchmark(), new StartBenchmark());
    }
}
