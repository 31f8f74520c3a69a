package dev.evenstep.benchmarks.library;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import java.time.Duration;
import java.util.List;

/** How long a batch takes on a store whose every call takes a while. */
final class BatchBenchmark implements Benchmark {

    @Override
    public String name() {
        return "library-batch";
    }

    @Override
    public Report run(Options options) throws Exception {
        var latency = Duration.ofMillis(options.number("latency", 5));
        var function = new LibraryFunction(new TimedStore(latency));
        int times = options.number("times", 100);
        var rounds = new Rounds();
        for (int size : List.of(1, 10, 100)) {
            SQSEvent batch = Messages.batch(size);
            rounds.add("a batch of " + size, () -> millis(times, () -> function.handle(batch)));
        }
        var figures = rounds.run(options.rounds(), "ms");
        return new Report(
                "One transactional record makes one call to a store that takes %d ms; all records of a batch are of a standard queue."
                        .formatted(latency.toMillis()),
                figures,
                List.of(Ratio.atMost(3, "a batch of 100 : a batch of 1", figures.get(2), figures.getFirst())));
    }

    private static double millis(int times, Runnable invocation) {
        long start = System.nanoTime();
        for (int time = 0; time < times; time++) {
            invocation.run();
        }
        return (System.nanoTime() - start) / 1e6 / times;
    }
}
