package dev.evenstep.benchmarks.eventstore;

import dev.evenstep.benchmarks.Benchmark;
import java.util.List;

/** All of the event store's benchmarks. */
public final class EventStoreBenchmarks {

    private EventStoreBenchmarks() {}

    public static List<Benchmark> all() {
        return List.of(new RebuildBenchmark());
    }
}
