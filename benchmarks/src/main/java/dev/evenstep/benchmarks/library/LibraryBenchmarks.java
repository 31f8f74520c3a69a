package dev.evenstep.benchmarks.library;

import dev.evenstep.benchmarks.Benchmark;
import java.util.List;

/** All of the library's benchmarks. */
public final class LibraryBenchmarks {

    private LibraryBenchmarks() {}

    public static List<Benchmark> all() {
        return List.of(new CpuBenchmark(), new BatchBenchmark(), new ColdStartBenchmark());
    }
}
